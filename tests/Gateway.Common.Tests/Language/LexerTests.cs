using Gateway.Common.Language;

namespace Gateway.Common.Tests.Language;

public sealed class LexerTests
{
    [Theory]
    [InlineData("{ a(b: $c) }", "BraceLeft Name ParenLeft Name Colon Dollar Name ParenRight BraceRight")]
    [InlineData("\uFEFF # note\r\n ...,on@x", "Spread Name At Name")]
    [InlineData("-0 12 1.5 -3e-7 0E+1", "Int Int Float Float Float")]
    [InlineData("\"a\" \"\" \"\"\"b\"\"\"", "String String BlockString")]
    [InlineData("! & | = [ ] ( ) : @ $ { }",
        "Bang Ampersand Pipe Equal BracketLeft BracketRight ParenLeft ParenRight Colon At Dollar BraceLeft BraceRight")]
    public void Source_is_split_into_tokens(string source, string expected) =>
        Assert.Equal(expected, string.Join(' ', Kinds(source)));

    [Theory]
    [InlineData("a\n  ~", 2, 3)]
    [InlineData("'x'", 1, 1)]
    [InlineData("\"😀\n\"", 1, 4)]
    [InlineData("\"\"\"é", 1, 5)]
    [InlineData("\"a\\q\"", 1, 3)]
    [InlineData("\"\\u{110000}\"", 1, 2)]
    [InlineData("\"\\uD83D\\u0041\"", 1, 2)]
    [InlineData("0a", 1, 2)]
    [InlineData("01", 1, 2)]
    [InlineData("1.", 1, 3)]
    [InlineData("..", 1, 1)]
    public void Mistakes_are_refused_where_they_stand(string source, int line, int column)
    {
        var error = Assert.Throws<SyntaxException>(() => Kinds(source));
        Assert.Equal((line, column), (error.Line, error.Column));
        Assert.Equal(SyntaxCodes.ParseFailed, error.Code);
    }

    // An attribute's text cannot carry an unpaired surrogate.
    [Fact]
    public void Unpaired_surrogates_are_refused_where_they_stand()
    {
        Mistakes_are_refused_where_they_stand("#\uD800", 1, 2);
        Mistakes_are_refused_where_they_stand("\"ok \uDEAD\"", 1, 5);
        Mistakes_are_refused_where_they_stand("\"\"\"ok \uD83D\\uDE00\"\"\"", 1, 7);
    }

    [Fact]
    public void Long_runs_are_skipped_whole()
    {
        var source = new string(' ', 1000) + new string('a', 1000) + "\"" + new string('é', 1000) + "\"";
        Assert.Equal(["Name", "String"], Kinds(source));
    }

    [Fact]
    public void Ill_formed_bytes_are_named()
    {
        byte[] source = [.. "{ a "u8, 0xC3, 0x28];
        var error = Assert.Throws<SyntaxException>(() => Parser.Parse(source));
        Assert.Equal((4, 1, 5), (error.Offset, error.Line, error.Column));
        Assert.Contains("0xC3", error.Message, StringComparison.Ordinal);
    }

    private static List<string> Kinds(string source)
    {
        var kinds = new List<string>();
        var lexer = new Lexer(GeneralizedUtf8.Encode(source));
        for (var token = lexer.Next(); token.Kind != TokenKind.EndOfFile; token = lexer.Next())
        {
            kinds.Add(token.Kind.ToString());
        }

        return kinds;
    }
}
