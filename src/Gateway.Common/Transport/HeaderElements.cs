using System.Globalization;

namespace Gateway.Common.Transport;

/// <summary>Walks what a header separates by commas or semicolons; separators in quoted strings are text.</summary>
/// <remarks>Source: RFC 9110 §5.6.1, §5.6.4, §12.4.2.</remarks>
internal ref struct HeaderElements(ReadOnlySpan<char> text, char separator)
{
    private ReadOnlySpan<char> _rest = text;
    private bool _isOver = text.IsEmpty;

    /// <summary>Without surrounding white space; may be empty.</summary>
    public ReadOnlySpan<char> Current { get; private set; }

    public readonly HeaderElements GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_isOver)
        {
            return false;
        }

        var end = EndOf(_rest, separator);
        Current = _rest[..end].Trim();
        _isOver = end == _rest.Length;
        _rest = _isOver ? default : _rest[(end + 1)..];
        return true;
    }

    /// <summary>A weight from 0 to 1 with three digits at most; 0, unwanted, where it is anything else.</summary>
    public static double Weight(ReadOnlySpan<char> text)
    {
        const int LengthMax = 5;
        return text.Length is > 0 and <= LengthMax && char.IsAsciiDigit(text[0])
            && (text.Length == 1 || text[1] == '.')
            && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight)
            && weight <= 1 ? weight : 0;
    }

    private static int EndOf(ReadOnlySpan<char> text, char separator)
    {
        var isQuoted = false;
        for (var index = 0; index < text.Length; index++)
        {
            var c = text[index];
            if (c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (isQuoted && c == '\\')
            {
                index++;
            }
            else if (!isQuoted && c == separator)
            {
                return index;
            }
        }

        return text.Length;
    }
}
