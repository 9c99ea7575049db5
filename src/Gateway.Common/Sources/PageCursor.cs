using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Gateway.Common.Sources;

/// <summary>Where a list goes on: with a page, or behind some items of one.</summary>
/// <remarks>
/// Shape as text: an offset; a page as <c>page</c> or <c>page:skip:size</c>; a source's own word as it is, or as
/// <c>~skip:size:word</c>. A page is asked for again as it was asked for before, whatever its size was.
/// </remarks>
/// <param name="Position">A page's number, or how many items are passed over; 0 for a word.</param>
/// <param name="Word">The source's own; null for the first page, and where pages are numbered.</param>
/// <param name="Skip">Items of the page that were given before.</param>
/// <param name="Size">What the page is asked for with; 0 where the source has its own, or none is meant.</param>
internal readonly record struct PageCursor(int Position, string? Word, int Skip, int Size)
{
    private const char Mark = '~';

    /// <param name="style">Whose cursor it is.</param>
    /// <param name="json">A string or a number.</param>
    /// <param name="cursor">What it means.</param>
    public static bool TryRead(PagingStyle style, ReadOnlySpan<byte> json, out PageCursor cursor)
    {
        var text = TextOf(json);
        cursor = new PageCursor(0, text, 0, 0);
        if (style is PagingStyle.Page or PagingStyle.Offset)
        {
            var isPlace = text.Contains(':', StringComparison.Ordinal) && style == PagingStyle.Page;
            return isPlace ? TryPlace(text, out cursor) && cursor.Word is null : TryPosition(text, out cursor);
        }

        return text is not [Mark, ..] || TryPlace($"0:{text.AsSpan(1)}", out cursor);
    }

    /// <summary>What a JSON string says, or a number as it is written.</summary>
    public static string TextOf(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return reader.TokenType == JsonTokenType.String ? reader.GetString()! : Encoding.UTF8.GetString(json);
    }

    public string ToText(PagingStyle style)
    {
        if (style is PagingStyle.Page or PagingStyle.Offset)
        {
            return Skip == 0 && Size == 0 ? Invariant($"{Position}") : Invariant($"{Position}:{Skip}:{Size}");
        }

        return Skip == 0 && Word is not (null or [Mark, ..]) ? Word : Invariant($"{Mark}{Skip}:{Size}:{Word}");
    }

    private static bool TryPosition(string text, out PageCursor cursor)
    {
        var isNumber = TryNumber(text, out var position);
        cursor = new PageCursor(position, null, 0, 0);
        return isNumber;
    }

    /// <summary><c>position:skip:size</c>, and a word behind another colon.</summary>
    private static bool TryPlace(string text, out PageCursor cursor)
    {
        var parts = text.Split(':', 4);
        cursor = default;
        if (parts.Length < 3 || !TryNumber(parts[0], out var position) || !TryNumber(parts[1], out var skip)
            || !TryNumber(parts[2], out var size))
        {
            return false;
        }

        cursor = new PageCursor(position, parts.Length == 4 && parts[3].Length > 0 ? parts[3] : null, skip, size);
        return true;
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
