using Gateway.Testing;

namespace Bff.EndToEnd.Engine;

/// <summary>Every host's own contracts, overlays and operations hold together.</summary>
public sealed class HostDocumentsTests
{
    [Theory]
    [InlineData("Bff.Mobile")]
    [InlineData("Bff.Web")]
    public async Task Every_operation_of_a_host_is_answered_without_errors(string host)
    {
        await using var gateway = await ShopGateway.StartAsync(host);
        var folder = Path.Combine(SharedFiles.RepositoryRoot, "src", host, "operations");
        foreach (var file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.graphql") : [])
        {
            var document = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);

            var answer = await gateway.RunAsync(
                document, "c1", """{"id":"o1","amount":"1.00","reference":"r"}""".Replace("o1", IdOf(file), StringComparison.Ordinal));

            if (!file.EndsWith("PayInvoice.graphql", StringComparison.Ordinal))
            {
                Assert.DoesNotContain("\"errors\"", answer, StringComparison.Ordinal);
            }

            Assert.DoesNotContain("GRAPHQL_", answer, StringComparison.Ordinal);
            TestContext.Current.SendDiagnosticMessage($"{file}: {answer[..Math.Min(answer.Length, 300)]}");
        }
    }

    private static string IdOf(string file) => Path.GetFileNameWithoutExtension(file) switch
    {
        "GetInvoice" or "PayInvoice" => "i1",
        "ListCustomerInvoices" => "c1",
        _ => "o1",
    };
}
