using Gateway.Common.Language;

namespace Gateway.Common.Tests.Language;

public sealed class ParserLimitTests
{
    private const int HostileBytes = 1 << 20;

    /// <summary>Less than any platform gives a thread of the pool.</summary>
    private const int SmallStackBytes = 1 << 20;

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

    /// <summary>Start, what repeats, the innermost, what closes each level, the end.</summary>
    public static TheoryData<string, string, string, string, string> ClosedShapes => new()
    {
        { "", "{a", "", "}", "" },
        { "", "{...", "{a}", "}", "" },
        { "", "{...on T@x", "{a}", "}", "" },
        { "{a(b:", "[", "", "]", ")}" },
        { "{a(b:", "{c:", "1", "}", ")}" },
        { "{a@b(c:", "[", "$d", "]", ")}" },
        { "query($a:", "[", "T", "]", "){a}" },
        { "query($a:A=", "[", "", "]", "){a}" },
        { "type T{a:", "[", "T!", "]!", "}" },
        { "type T{a(b:B=", "{c:", "E", "}", "):B}" },
        { "fragment F on T", "{a", "", "}", "" },
    };

    [Theory]
    [MemberData(nameof(ClosedShapes))]
    public void All_that_walks_a_tree_bears_the_deepest_that_is_parsed(
        string start, string repeated, string innermost, string close, string end)
    {
        var levels = ParserOptions.DepthCeiling - (start.StartsWith('{') ? 1 : 0) - (innermost == "{a}" ? 1 : 0);
        var source = start + string.Concat(Enumerable.Repeat(repeated, levels)) + innermost
            + string.Concat(Enumerable.Repeat(close, levels)) + end;
        var options = new ParserOptions { DepthMax = int.MaxValue };
        Exception? failure = null;
        var thread = new Thread(
            () => failure = Record.Exception(() =>
            {
                var document = Parser.Parse(source, options);
                Assert.NotEmpty(document.Definitions);
                var again = Parser.Parse(Printer.Print(document), options);
                Assert.True(SyntaxComparer.Instance.Equals(document, again));
                Assert.Equal(source.Length, Parser.Parse(Printer.PrintMinified(document), options).Source.Length);
                new Walk().Visit(document);
            }),
            SmallStackBytes);
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }

    private static void Check(string source, ParserOptions options, string? expectedCode)
    {
        var error = Record.Exception(() => Parser.Parse(source, options));
        Assert.Equal(expectedCode, (error as SyntaxException)?.Code);
    }

    private sealed class Walk : SyntaxVisitor;
}
