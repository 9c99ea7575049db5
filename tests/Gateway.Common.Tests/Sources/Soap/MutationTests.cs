using System.Text;
using Gateway.Common.Sources;
using Gateway.Testing;

namespace Gateway.Common.Tests.Sources.Soap;

/// <summary>Whatever bytes come back, the answer is rows or a typed error.</summary>
public sealed class MutationTests
{
    private const int Mutations = 5_000;

    private static readonly byte[] Tokens = Encoding.UTF8.GetBytes("<>/&;\"'=!-[]? :xs\0\xff");

    [Fact]
    public void Mutated_answers_are_read_or_refused()
    {
        var billing = SoapHarness.Of(
            File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, "samples/Shop/contracts/billing.wsdl")));
        var valid = Encoding.UTF8.GetBytes(SoapHarness.Envelope(
            """
            <b:GetInvoiceResponse xmlns:b="http://shop.example/billing/v1"><b:invoice a="&amp;1"><b:id>1</b:id>
            <b:amount><![CDATA[2]]></b:amount><b:lines><b:line><b:description>&lt;é</b:description></b:line></b:lines>
            </b:invoice></b:GetInvoiceResponse>
            """));
        var random = new Random(20261121);
        for (var round = 0; round < Mutations; round++)
        {
            var answer = Mutate(valid, random);
            try
            {
                Assert.NotEmpty(billing.Read("{ getInvoice { id amount lines { line { description } } } }", answer));
            }
            catch (SourceException)
            {
                // Refused, as it may be.
            }
        }
    }

    internal static byte[] Mutate(byte[] valid, Random random)
    {
        var answer = valid.ToList();
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var at = random.Next(answer.Count);
            switch (random.Next(4))
            {
                case 0:
                    answer[at] = Tokens[random.Next(Tokens.Length)];
                    break;
                case 1:
                    answer.Insert(at, Tokens[random.Next(Tokens.Length)]);
                    break;
                case 2:
                    answer.RemoveRange(at, Math.Min(random.Next(1, 9), answer.Count - at));
                    break;
                default:
                    answer.RemoveRange(at, answer.Count - at);
                    answer.Add((byte)'<');
                    break;
            }
        }

        return [.. answer];
    }
}
