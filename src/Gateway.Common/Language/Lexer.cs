using System.Buffers;
using System.Text.Unicode;

namespace Gateway.Common.Language;

/// <summary>Splits UTF-8 source into tokens, one at a time, without allocating.</summary>
/// <remarks>
/// Source: GraphQL §2.1 Source Text. Errors: <see cref="SyntaxException"/> at the first byte that fits no token.
/// Ill-formed UTF-8 is found once for the whole source; the lexer then reads the well-formed prefix and refuses its
/// end.
/// </remarks>
public ref struct Lexer
{
    private readonly ReadOnlySpan<byte> _whole;
    private readonly ReadOnlySpan<byte> _source;
    private int _position;

    public Lexer(ReadOnlySpan<byte> utf8)
    {
        _whole = utf8;
        _source = Utf8.IsValid(utf8) ? utf8 : utf8[..WellFormedLength(utf8)];
        _position = 0;
    }

    /// <summary>Goes on from an offset of source that is known to be well-formed up to a length.</summary>
    internal Lexer(ReadOnlySpan<byte> utf8, int wellFormedLength, int position)
    {
        _whole = utf8;
        _source = utf8[..wellFormedLength];
        _position = position;
    }

    /// <summary>The next token; <see cref="TokenKind.EndOfFile"/> at the end, again and again.</summary>
    public Token Next()
    {
        var source = _source;
        var position = _position;
        while ((uint)position < (uint)source.Length)
        {
            var first = source[position];
            switch (first)
            {
                case (byte)' ' or (byte)'\n' or (byte)',' or (byte)'\r' or (byte)'\t':
                    position = ByteClass.SkipBlanks(source, position + 1);
                    continue;
                case >= (byte)'a' and <= (byte)'z' or >= (byte)'A' and <= (byte)'Z' or (byte)'_':
                    return Advance(TokenKind.Name, position, ByteClass.SkipName(source, position + 1));
                case (byte)'{' or (byte)'}' or (byte)'(' or (byte)')' or (byte)':' or (byte)'!' or (byte)'$'
                    or (byte)'[' or (byte)']' or (byte)'@' or (byte)'=' or (byte)'|' or (byte)'&':
                    return Advance((TokenKind)first, position, position + 1);
                case (byte)'.' when source[position..].StartsWith("..."u8):
                    return Advance(TokenKind.Spread, position, position + 3);
                case (byte)'"':
                    return ReadString(position);
                case (byte)'-' or >= (byte)'0' and <= (byte)'9':
                    return ReadNumber(position);
                case (byte)'#':
                    position = SkipComment(source, position + 1);
                    continue;
                case 0xEF when source[position..].StartsWith("\uFEFF"u8):
                    position += 3;
                    continue;
                default:
                    throw UnexpectedCharacter(position);
            }
        }

        _position = position;
        ThrowIfIllFormed();
        return new Token(TokenKind.EndOfFile, position, position);
    }

    private static int SkipComment(ReadOnlySpan<byte> source, int position)
    {
        var length = source[position..].IndexOfAny((byte)'\n', (byte)'\r');
        return length < 0 ? source.Length : position + length;
    }

    /// <summary>Length of the longest well-formed prefix.</summary>
    internal static int WellFormedLength(ReadOnlySpan<byte> utf8)
    {
        var position = 0;
        while (position < utf8.Length)
        {
            if (System.Text.Rune.DecodeFromUtf8(utf8[position..], out _, out var consumed) != OperationStatus.Done)
            {
                break;
            }

            position += consumed;
        }

        return position;
    }

    private Token Advance(TokenKind kind, int start, int end)
    {
        _position = end;
        return new Token(kind, start, end);
    }

    /// <remarks>
    /// IntValue: NegativeSign? NonZeroDigit Digit* | 0; FloatValue adds a fraction, an exponent or both.
    /// </remarks>
    private Token ReadNumber(int start)
    {
        var kind = TokenKind.Int;
        var position = start;
        if (At(position) == '-')
        {
            position++;
        }

        if (At(position) != '0')
        {
            position = ReadDigits(position);
        }
        else if (IsDigit(++position))
        {
            throw Error(position, $"Invalid number: unexpected digit after 0: {Character(position)}.");
        }

        if (At(position) == '.')
        {
            kind = TokenKind.Float;
            position = ReadDigits(position + 1);
        }

        if ((At(position) | 0x20) == 'e')
        {
            kind = TokenKind.Float;
            position += At(position + 1) is '+' or '-' ? 2 : 1;
            position = ReadDigits(position);
        }

        // A number is never followed by a dot or a name: 0xF1 and 1.2.3 are no two tokens.
        var next = At(position);
        if (next == '.' || (next >= 0 && ByteClass.IsNameStart((byte)next)))
        {
            throw Error(position, $"Invalid number: expected a digit, found {Character(position)}.");
        }

        return Advance(kind, start, position);
    }

    private readonly int ReadDigits(int position)
    {
        if (!IsDigit(position))
        {
            if (position >= _source.Length)
            {
                ThrowIfIllFormed();
            }

            throw Error(position, $"Invalid number: expected a digit, found {Character(position)}.");
        }

        do
        {
            position++;
        }
        while (IsDigit(position));
        return position;
    }

    private readonly bool IsDigit(int position) =>
        (uint)position < (uint)_source.Length && ByteClass.IsDigit(_source[position]);

    private readonly int At(int position) => (uint)position < (uint)_source.Length ? _source[position] : -1;

    private Token ReadString(int start)
    {
        var rest = _source[start..];
        var isBlock = rest.StartsWith("\"\"\""u8);
        var end = isBlock
            ? StringLexer.FindBlockEnd(_source, start + 3, out var isVerbatim)
            : StringLexer.FindEnd(_source, start + 1, out isVerbatim);
        if (end < 0)
        {
            // The closing quote may stand behind bytes that are not UTF-8: those are the first mistake then.
            if (~end >= _source.Length)
            {
                ThrowIfIllFormed();
            }

            throw Error(~end, "Unterminated string.");
        }

        _position = end;
        return new Token(isBlock ? TokenKind.BlockString : TokenKind.String, start, end, isVerbatim);
    }

    private readonly string Character(int position) => SyntaxErrors.DescribeCharacter(_source, position);

    private readonly SyntaxException Error(int offset, string message) => SyntaxErrors.At(_whole, offset, message);

    private readonly SyntaxException UnexpectedCharacter(int position) => Error(position, _source[position] == '\''
        ? "Unexpected single quote character ('), strings take double quotes (\")."
        : $"Unexpected character: {Character(position)}.");

    private readonly void ThrowIfIllFormed()
    {
        if (_source.Length < _whole.Length)
        {
            throw Error(
                _source.Length, $"Invalid character: {SyntaxErrors.DescribeCharacter(_whole, _source.Length)}.");
        }
    }
}
