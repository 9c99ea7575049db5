using System.Buffers;
using System.Text;

namespace Gateway.Common.Language;

/// <summary>Writes syntax as text, laid out for people or as short as it can be.</summary>
/// <remarks>
/// Shape: O(nodes); depth is bounded by the stack, past it <see cref="InsufficientExecutionStackException"/>, which
/// no parsed document reaches. Parsing what is printed gives an equal tree. Layout: that of the reference
/// implementation, which tools compare with.
/// </remarks>
public static class Printer
{
    /// <summary>The canonical text of any node.</summary>
    public static string Print(SyntaxNode node)
    {
        using var writer = new SyntaxWriter();
        NodePrinter.Write(writer, node);
        return Encoding.UTF8.GetString(writer.Written);
    }

    /// <inheritdoc cref="Print(SyntaxNode)"/>
    public static void Print(SyntaxNode node, IBufferWriter<byte> output)
    {
        using var writer = new SyntaxWriter();
        NodePrinter.Write(writer, node);
        output.Write(writer.Written);
    }

    /// <summary>The shortest text of any node: what a fetch sends.</summary>
    public static string PrintMinified(SyntaxNode node)
    {
        using var canonical = new SyntaxWriter(indentWidth: 0);
        NodePrinter.Write(canonical, node);
        return Minify(canonical.Written);
    }

    /// <inheritdoc cref="PrintMinified(SyntaxNode)"/>
    public static void PrintMinified(SyntaxNode node, IBufferWriter<byte> output)
    {
        using var canonical = new SyntaxWriter(indentWidth: 0);
        NodePrinter.Write(canonical, node);
        StripIgnoredCharacters(canonical.Written, output);
    }

    /// <summary>Removes comments, blanks and commas from source that need not parse, only split into tokens.</summary>
    /// <exception cref="SyntaxException">A character fits no token.</exception>
    public static string StripIgnoredCharacters(string text) => Minify(GeneralizedUtf8.Encode(text));

    /// <inheritdoc cref="StripIgnoredCharacters(string)"/>
    public static void StripIgnoredCharacters(ReadOnlySpan<byte> utf8, IBufferWriter<byte> output)
    {
        using var writer = new SyntaxWriter();
        WriteTokens(writer, utf8);
        output.Write(writer.Written);
    }

    private static string Minify(ReadOnlySpan<byte> utf8)
    {
        using var writer = new SyntaxWriter();
        WriteTokens(writer, utf8);
        return Encoding.UTF8.GetString(writer.Written);
    }

    private static void WriteTokens(SyntaxWriter writer, ReadOnlySpan<byte> utf8)
    {
        var lexer = new Lexer(utf8);
        var followsWord = false;
        for (var token = lexer.Next(); token.Kind != TokenKind.EndOfFile; token = lexer.Next())
        {
            // Two words need a blank between them, and so do a number and the dots of a spread.
            var isWord = token.Kind is >= TokenKind.Name and <= TokenKind.BlockString;
            if (followsWord && (isWord || token.Kind == TokenKind.Spread))
            {
                writer.Write((byte)' ');
            }

            followsWord = isWord;
            if (token.Kind == TokenKind.BlockString)
            {
                BlockStringPrinter.Write(writer, BlockString.Resolve(utf8[(token.Start + 3)..(token.End - 3)]), true);
            }
            else
            {
                writer.Write(token.Text(utf8));
            }
        }
    }
}
