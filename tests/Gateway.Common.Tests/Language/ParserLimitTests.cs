using Gateway.Common.Language;

namespace Gateway.Common.Tests.Language;

public sealed class ParserLimitTests
{
    private const int HostileBytes = 1 << 20;

    public static TheoryData<string, string> HostileShapes => new()
    {
        { "", "{a" },
        { "", "{..." },
        { "", "{...on T" },
        { "{a(b:", "[" },
        { "{a(b:", "{c:" },
        { "{a(b:", "[{c:" },
        { "query($a:", "[" },
        { "query($a:A=", "[" },
        { "type T{a:", "[" },
        { "type T{a(b:B=", "{c:" },
        { "{a@b(c:", "[" },
        { "fragment F on T", "{a" },
    };

    [Fact]
    public void At_a_limit_passes_and_one_past_is_refused()
    {
        Check("{ a { b } }", new ParserOptions { TokensMax = 6 }, null);
        Check("{ a { b } }", new ParserOptions { TokensMax = 5 }, SyntaxCodes.TokenLimitExceeded);
        Check("{ a { b } }", new ParserOptions { DepthMax = 2 }, null);
        Check("{ a { b } }", new ParserOptions { DepthMax = 1 }, SyntaxCodes.DepthLimitExceeded);
        Check("{ a @x @y b @z }", new ParserOptions { DirectivesMax = 3 }, null);
        Check("{ a @x @y b @z }", new ParserOptions { DirectivesMax = 2 }, SyntaxCodes.DirectiveLimitExceeded);
        Check("{ a @x @y b @z }", new ParserOptions { DirectivesPerLocationMax = 2 }, null);
        Check("{ a @x @y b }", new ParserOptions { DirectivesPerLocationMax = 1 }, SyntaxCodes.DirectiveLimitExceeded);
        Check("{ a }", new ParserOptions { BytesMax = 5 }, null);
        Check("{ a }", new ParserOptions { BytesMax = 4 }, SyntaxCodes.DocumentTooLarge);
    }

    [Theory]
    [MemberData(nameof(HostileShapes))]
    public void A_megabyte_of_nesting_is_refused_by_depth(string start, string repeated)
    {
        var source = start + string.Concat(Enumerable.Repeat(repeated, HostileBytes / repeated.Length));
        Check(source, new ParserOptions(), SyntaxCodes.DepthLimitExceeded);
        Check(source, new ParserOptions { DepthMax = int.MaxValue }, SyntaxCodes.DepthLimitExceeded);
    }

    private static void Check(string source, ParserOptions options, string? expectedCode)
    {
        var error = Record.Exception(() => Parser.Parse(source, options));
        Assert.Equal(expectedCode, (error as SyntaxException)?.Code);
    }
}
