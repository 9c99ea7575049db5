using System.Text;

namespace Gateway.Common.Language;

/// <summary>Makes the exceptions of lexer and parser; the only place that counts lines and columns.</summary>
internal static class SyntaxErrors
{
    /// <summary>Bytes of a token quoted in a message; longer ones are cut.</summary>
    private const int QuotedBytesMax = 60;

    public static SyntaxException At(
        ReadOnlySpan<byte> source, int offset, string message, string code = SyntaxCodes.ParseFailed)
    {
        var location = SourceLocation.Of(source, offset);
        return new SyntaxException(code, message, offset, location.Line, location.Column);
    }

    public static SyntaxException TooLarge(int bytes, int bytesMax) =>
        new(SyntaxCodes.DocumentTooLarge, $"The document has {bytes} bytes; at most {bytesMax} are read.", 0, 1, 1);

    public static SyntaxException Expected(ReadOnlySpan<byte> source, string expected, Token found) =>
        At(source, found.Start, $"Expected {expected}, found {Describe(source, found)}.");

    public static SyntaxException Unexpected(ReadOnlySpan<byte> source, Token token) =>
        At(source, token.Start, $"Unexpected {Describe(source, token)}.");

    public static string Describe(TokenKind kind) => kind switch
    {
        TokenKind.EndOfFile => "the end of the document",
        TokenKind.Name or TokenKind.Int or TokenKind.Float or TokenKind.String => kind.ToString(),
        TokenKind.BlockString => "String",
        TokenKind.Spread => "\"...\"",
        _ => $"\"{(char)kind}\"",
    };

    /// <summary>The character at an offset as people read it, such as <c>"~"</c> or <c>U+203B</c>.</summary>
    public static string DescribeCharacter(ReadOnlySpan<byte> source, int offset)
    {
        if (offset >= source.Length)
        {
            return "the end of the document";
        }

        var first = source[offset];
        if (first is > 0x1F and < 0x7F)
        {
            return first == '"' ? "'\"'" : $"\"{(char)first}\"";
        }

        return Rune.DecodeFromUtf8(source[offset..], out var rune, out _) == System.Buffers.OperationStatus.Done
            ? $"U+{rune.Value:X4}"
            : $"byte 0x{first:X2}, which is not UTF-8";
    }

    private static string Describe(ReadOnlySpan<byte> source, Token token) =>
        token.Kind is TokenKind.Name or TokenKind.Int or TokenKind.Float
            ? $"{token.Kind} \"{Quote(token.Text(source))}\""
            : Describe(token.Kind);

    private static string Quote(ReadOnlySpan<byte> text) => text.Length <= QuotedBytesMax
        ? Encoding.ASCII.GetString(text)
        : Encoding.ASCII.GetString(text[..QuotedBytesMax]) + "…";
}
