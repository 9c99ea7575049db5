using System.Buffers;
using System.Text;
using Gateway.Common.Language;

namespace Gateway.Common.Tests.Fuzzing;

/// <summary>Any bytes are tokens with only ignored bytes between them, or refused at a place in them.</summary>
public sealed class LexerFuzzTests
{
    [Fact]
    public Task Any_bytes_are_tokens_or_refused_where_they_are_none() => FuzzLoop.RunAsync(static random =>
    {
        var source = FuzzCorpus.Source(random);
        var tokens = Tokens(source);
        if (tokens is not null)
        {
            var stripped = new ArrayBufferWriter<byte>();
            Printer.StripIgnoredCharacters(source, stripped);
            Assert.Equal(tokens, Tokens(stripped.WrittenSpan.ToArray()));
        }

        return source.Length;
    });

    /// <summary>Kind and meaning of each token; null when the source is refused.</summary>
    private static List<string>? Tokens(byte[] source)
    {
        var tokens = new List<string>();
        var lexer = new Lexer(source);
        var end = 0;
        try
        {
            for (var token = lexer.Next(); token.Kind != TokenKind.EndOfFile; token = lexer.Next())
            {
                Assert.True(token.Start >= end && token.End > token.Start && token.End <= source.Length);
                AssertIgnored(source.AsSpan(end, token.Start - end));
                end = token.End;
                tokens.Add($"{token.Kind} {Meaning(source, token)}");
            }
        }
        catch (SyntaxException error)
        {
            FuzzAssert.IsInside(error, source);
            return null;
        }

        AssertIgnored(source.AsSpan(end));
        Assert.Equal(TokenKind.EndOfFile, lexer.Next().Kind);
        return tokens;
    }

    private static string Meaning(byte[] source, Token token) => Encoding.UTF8.GetString(
        token.Kind is TokenKind.String or TokenKind.BlockString
            ? StringLexer.Value(source, token).Span
            : token.Text(source));

    private static void AssertIgnored(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (bytes[0] == '#')
            {
                var end = bytes.IndexOfAny((byte)'\n', (byte)'\r');
                bytes = end < 0 ? [] : bytes[end..];
            }
            else
            {
                var isMark = bytes.StartsWith("\uFEFF"u8);
                Assert.True(isMark || " \t\r\n,"u8.Contains(bytes[0]));
                bytes = bytes[(isMark ? 3 : 1)..];
            }
        }
    }
}
