using System.Text;
using Gateway.Common.Language;

namespace Gateway.Common.Tests.Language;

/// <summary>Documents made at random from a seed: each is read or refused, and what is read prints back.</summary>
/// <remarks><c>GATEWAY_FUZZ_ROUNDS</c> runs longer, <c>GATEWAY_FUZZ_SEED</c> elsewhere.</remarks>
public sealed class SyntaxFuzzTests
{
    private const int RoundsDefault = 20_000;
    private const int PiecesMax = 40;

    private static readonly string[] Pieces =
    [
        "{", "}", "(", ")", "[", "]", ":", "!", "$", "@", "=", "|", "&", "...", " ", "\n", "\r\n", ",", "# c\n", "a",
        "b ", "on ", "query ", "mutation ", "fragment ", "type ", "interface ", "union ", "enum ", "input ", "scalar ",
        "schema ", "directive ", "extend ", "implements ", "repeatable ", "true ", "null ", "FIELD ", "1", "-0",
        "1.5e3", "\"s\"", "\"\"\"b\n  c\"\"\"", "\"\\u{1F600}\"", "\"\\uD83D\\uDE00\"", "\"", "\"\"\"", "\\", "\\u", "é", "😀",
        "\uFEFF", "{ a }", "(a: $b)", "@x(y: [1, {z: null}])", "type T { a: Int }", "query ($a: Int = 1) { a }",
    ];

    private static readonly byte[] OddBytes = [0, 0x7F, 0x80, 0xC2, 0xED, 0xA0, 0xF0, 0xFF, (byte)'"', (byte)'{'];

    private static readonly ParserOptions Options = new() { DepthMax = 50, TokensMax = 500, DirectivesMax = 20 };

    [Fact]
    public void Any_document_is_read_or_refused()
    {
        var random = new Random(Setting("GATEWAY_FUZZ_SEED", 20250901));
        var read = 0;
        for (var round = Setting("GATEWAY_FUZZ_ROUNDS", RoundsDefault); round > 0; round--)
        {
            read += Check(Document(random)) ? 1 : 0;
        }

        Assert.NotEqual(0, read);
    }

    private static bool Check(byte[] source)
    {
        DocumentNode document;
        try
        {
            document = Parser.Parse(source, Options);
        }
        catch (SyntaxException error)
        {
            Assert.InRange(error.Offset, 0, source.Length);
            Assert.True(error is { Line: >= 1, Column: >= 1 });
            return false;
        }

        var again = Parser.Parse(Printer.Print(document));
        Assert.True(SyntaxComparer.Instance.Equals(document, again), Encoding.UTF8.GetString(source));
        var minified = Parser.Parse(Printer.PrintMinified(document));
        Assert.True(SyntaxComparer.Instance.Equals(document, minified), Encoding.UTF8.GetString(source));
        return true;
    }

    private static byte[] Document(Random random)
    {
        var text = new StringBuilder();
        for (var count = random.Next(PiecesMax); count > 0; count--)
        {
            text.Append(Pieces[random.Next(Pieces.Length)]);
        }

        var source = Encoding.UTF8.GetBytes(text.ToString());
        if (source.Length > 0 && random.Next(4) == 0)
        {
            source[random.Next(source.Length)] = OddBytes[random.Next(OddBytes.Length)];
        }

        return source;
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : otherwise;
}
