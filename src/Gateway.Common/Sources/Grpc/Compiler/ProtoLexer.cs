using System.Globalization;
using System.Text;

namespace Gateway.Common.Sources.Grpc.Compiler;

/// <summary>Splits a .proto file into tokens, and tells which comments belong to what stands around them.</summary>
/// <remarks>
/// Shape: one pass, forward. Errors: as <see cref="ProtoErrors.Syntax"/>.
/// Source: Protocol Buffers Language Specification, "Lexical elements"; descriptor.proto, SourceCodeInfo.Location.
/// </remarks>
internal sealed class ProtoLexer(string text, string file)
{
    private readonly StringBuilder _comment = new();
    private int _position;
    private int _line = 1;
    private int _lineStart;

    public string File { get; } = file;

    public ProtoToken Current { get; private set; }

    /// <summary>Goes to the next token; comments are passed over.</summary>
    public void Next()
    {
        while (true)
        {
            SkipBlanks(acrossLines: true);
            if (!TryReadComment(out _))
            {
                Current = ReadToken();
                return;
            }
        }
    }

    /// <summary>Goes to the next token and tells the comments on the way.</summary>
    /// <param name="isStart">Nothing is in front that a comment could belong to.</param>
    /// <returns>What belongs to the token in front, and to the one that is now current; null for none.</returns>
    public (string? Trailing, string? Leading) NextWithComments(bool isStart = false)
    {
        var comments = new CommentCollector(isStart);
        if (!isStart)
        {
            SkipBlanks(acrossLines: false);
            var isBlock = IsAt("/*");
            var hasComment = TryReadComment(out var sameLine);
            SkipBlanks(acrossLines: false);
            var isLineEnd = TryTakeLineEnd();
            if (hasComment && !(isBlock && !isLineEnd))
            {
                comments.Add(sameLine, isBlock);
                comments.Flush();
            }

            if (!isLineEnd && (!hasComment || isBlock))
            {
                Next();
                return (null, null);
            }
        }

        return ReadCommentLines(comments);
    }

    private (string? Trailing, string? Leading) ReadCommentLines(CommentCollector comments)
    {
        while (true)
        {
            SkipBlanks(acrossLines: false);
            var isBlock = IsAt("/*");
            if (TryReadComment(out var comment))
            {
                comments.Add(comment, isBlock);
                if (isBlock)
                {
                    SkipBlanks(acrossLines: false);
                    TryTakeLineEnd();
                }
            }
            else if (TryTakeLineEnd())
            {
                comments.Flush();
                comments.EndTrailing();
            }
            else
            {
                Next();
                if (Current is { Kind: ProtoTokenKind.End } or { Kind: ProtoTokenKind.Symbol, Text: "}" or "]" or ")" })
                {
                    comments.Flush();
                }

                return (comments.Trailing, comments.Pending);
            }
        }
    }

    private char Peek(int offset = 0) => _position + offset < text.Length ? text[_position + offset] : '\0';

    private bool IsAt(string expected) => text.AsSpan(_position).StartsWith(expected, StringComparison.Ordinal);

    private ProtoPlace Here => new(_line, _position - _lineStart + 1);

    private void SkipBlanks(bool acrossLines)
    {
        while (_position < text.Length && text[_position] is ' ' or '\t' or '\r' or '\f' or '\v' or '\n')
        {
            if (!acrossLines && text[_position] == '\n')
            {
                return;
            }

            Advance();
        }
    }

    private bool TryTakeLineEnd()
    {
        if (Peek() != '\n' || _position >= text.Length)
        {
            return false;
        }

        Advance();
        return true;
    }

    private void Advance()
    {
        if (text[_position++] == '\n')
        {
            _line++;
            _lineStart = _position;
        }
    }

    /// <summary>A comment of either kind, without its marks; the end of a line comment's line belongs to it.</summary>
    private bool TryReadComment(out string comment)
    {
        comment = "";
        if (IsAt("//"))
        {
            var end = text.IndexOf('\n', _position);
            end = end < 0 ? text.Length : end + 1;
            comment = text[(_position + 2)..end];
            _position = end;
            if (text[end - 1] == '\n')
            {
                _line++;
                _lineStart = end;
            }

            return true;
        }

        if (!IsAt("/*"))
        {
            return false;
        }

        comment = ReadBlockComment();
        return true;
    }

    /// <summary>Of each further line the indent and one star are left out.</summary>
    private string ReadBlockComment()
    {
        var start = Here;
        _comment.Clear();
        _position += 2;
        while (!IsAt("*/"))
        {
            if (_position >= text.Length)
            {
                throw ProtoErrors.Syntax(File, start, "A comment without its end.");
            }

            if (IsAt("/*"))
            {
                throw ProtoErrors.Syntax(File, Here, "A comment within a comment.");
            }

            var isLineEnd = text[_position] == '\n';
            _comment.Append(text[_position]);
            Advance();
            if (!isLineEnd)
            {
                continue;
            }

            SkipBlanks(acrossLines: false);
            if (Peek() == '*' && Peek(1) != '/')
            {
                Advance();
            }
        }

        _position += 2;
        return _comment.ToString();
    }

    private ProtoToken ReadToken()
    {
        var place = Here;
        if (_position >= text.Length)
        {
            return new ProtoToken(ProtoTokenKind.End, "", place);
        }

        var first = text[_position];
        if (char.IsAsciiLetter(first) || first == '_')
        {
            var start = _position;
            while (char.IsAsciiLetterOrDigit(Peek()) || Peek() == '_')
            {
                _position++;
            }

            return new ProtoToken(ProtoTokenKind.Name, text[start.._position], place);
        }

        if (char.IsAsciiDigit(first) || (first == '.' && char.IsAsciiDigit(Peek(1))))
        {
            return ReadNumber(place);
        }

        if (first is '"' or '\'')
        {
            return new ProtoToken(ProtoTokenKind.Text, ReadText(first, place), place);
        }

        if (char.IsControl(first) || first > '~')
        {
            throw ProtoErrors.Syntax(File, place, $"A character that stands for nothing: U+{(int)first:X4}.");
        }

        _position++;
        return new ProtoToken(ProtoTokenKind.Symbol, first.ToString(), place);
    }

    private ProtoToken ReadNumber(ProtoPlace place)
    {
        var start = _position;
        var isHex = Peek() == '0' && Peek(1) is 'x' or 'X';
        while (char.IsAsciiLetterOrDigit(Peek()) || Peek() is '.' or '_'
            || (!isHex && Peek() is '+' or '-' && text[_position - 1] is 'e' or 'E'))
        {
            _position++;
        }

        var number = text[start.._position];
        if (TryInteger(number, out _))
        {
            return new ProtoToken(ProtoTokenKind.Integer, number, place);
        }

        var isFloat = !isHex && number.All(IsFloatPart)
            && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        return isFloat
            ? new ProtoToken(ProtoTokenKind.Float, number, place)
            : throw ProtoErrors.Syntax(File, place, $"{number} is no number.");
    }

    private static bool IsFloatPart(char digit) => char.IsAsciiDigit(digit) || digit is '.' or 'e' or 'E' or '+' or '-';

    /// <summary>Decimal, 0x and octal digits of at most 64 bits.</summary>
    public static bool TryInteger(string digits, out ulong value)
    {
        if (digits.Length > 2 && digits[1] is 'x' or 'X')
        {
            return ulong.TryParse(
                digits.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
        }

        if (digits.Length == 1 || digits[0] != '0')
        {
            return ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
        }

        value = 0;
        foreach (var digit in digits)
        {
            if (digit is < '0' or > '7' || value >> 61 != 0)
            {
                return false;
            }

            value = (value << 3) | (uint)(digit - '0');
        }

        return true;
    }

    private string ReadText(char quote, ProtoPlace start)
    {
        var bytes = new StringBuilder();
        _position++;
        while (Peek() != quote)
        {
            if (_position >= text.Length || text[_position] == '\n')
            {
                throw ProtoErrors.Syntax(File, start, "A text without its end.");
            }

            if (text[_position] == '\\')
            {
                _position++;
                AddEscape(bytes);
            }
            else
            {
                _position += AddUtf8(bytes, Rune.GetRuneAt(text, _position));
            }
        }

        _position++;
        return bytes.ToString();
    }

    private static int AddUtf8(StringBuilder bytes, Rune rune)
    {
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var value in utf8[..rune.EncodeToUtf8(utf8)])
        {
            bytes.Append((char)value);
        }

        return rune.Utf16SequenceLength;
    }

    private void AddEscape(StringBuilder bytes)
    {
        var place = Here;
        var escape = Peek();
        if (escape is >= '0' and <= '7')
        {
            bytes.Append((char)(byte)TakeDigits(8, 1, 3, place));
            return;
        }

        _position++;
        switch (escape)
        {
            case 'x' or 'X':
                bytes.Append((char)TakeDigits(16, 1, 2, place));
                break;
            case 'u':
                AddUtf8(bytes, ToRune(TakeDigits(16, 4, 4, place), place));
                break;
            case 'U':
                AddUtf8(bytes, ToRune(TakeDigits(16, 8, 8, place), place));
                break;
            default:
                var index = "abfnrtv\\'\"?".IndexOf(escape, StringComparison.Ordinal);
                bytes.Append(index >= 0
                    ? "\a\b\f\n\r\t\v\\'\"?"[index]
                    : throw ProtoErrors.Syntax(File, place, $"\\{escape} stands for nothing."));
                break;
        }
    }

    private Rune ToRune(int value, ProtoPlace place) => Rune.IsValid(value)
        ? new Rune(value)
        : throw ProtoErrors.Syntax(File, place, "No character has this number.");

    private int TakeDigits(int numberBase, int least, int most, ProtoPlace place)
    {
        var value = 0;
        var count = 0;
        while (count < most && char.IsAsciiHexDigit(Peek()) && Convert.ToInt32(Peek().ToString(), 16) is var digit
            && digit < numberBase)
        {
            value = (value * numberBase) + digit;
            count++;
            _position++;
        }

        return count >= least ? value : throw ProtoErrors.Syntax(File, place, "Digits are missing.");
    }
}
