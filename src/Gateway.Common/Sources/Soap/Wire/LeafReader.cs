using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using Gateway.Common.Primitives;
using Gateway.Common.Results;

namespace Gateway.Common.Sources.Soap.Wire;

/// <summary>Text of an answer as JSON in the store's arena.</summary>
/// <remarks>
/// Shape: what GraphQL has a number or boolean for becomes one; decimals, long integers, dates and all other scalars
/// stay the text that the source wrote, as a JSON string, so nothing is lost.
/// Errors: a text that is not of its type becomes an error cell.
/// Source: XML Schema 1.0 Part 2 §3; GraphQL §3.5.
/// </remarks>
internal static class LeafReader
{
    private static readonly SearchValues<byte> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(static value => (byte)value), (byte)'"', (byte)'\\']);

    /// <param name="text">With references resolved.</param>
    public static Cell Read(LeafPlan plan, ReadOnlySpan<byte> text, ResultStore store)
    {
        var trimmed = plan.Space == WhiteSpace.Collapse ? XmlText.Trim(text) : text;
        return plan.Space != WhiteSpace.Preserve && XmlText.HasSpaces(trimmed)
            ? ReadSpaced(plan, trimmed, store)
            : ReadNormalized(plan, trimmed, store);
    }

    private static Cell ReadNormalized(LeafPlan plan, ReadOnlySpan<byte> text, ResultStore store) =>
        plan.Kind switch
        {
            LeafKind.Int => ReadInt(text, store),
            LeafKind.Float => ReadFloat(text, store),
            LeafKind.Boolean => ReadBoolean(text, store),
            LeafKind.Enum when plan.EnumNames!.Find(text) is { } name => store.Append(name.Json),
            LeafKind.Enum => Wrong(store, "none of the enum's values"),
            _ => ReadString(text, store),
        };

    /// <summary>A text with more than single spaces in it, which only strings and base64 in lines may have.</summary>
    private static Cell ReadSpaced(LeafPlan plan, ReadOnlySpan<byte> text, ResultStore store)
    {
        var normalized = ArrayPool<byte>.Shared.Rent(text.Length);
        try
        {
            var length = plan.IsBinary
                ? XmlText.RemoveSpace(text, normalized)
                : XmlText.Normalize(text, normalized, plan.Space);
            return ReadNormalized(plan, normalized.AsSpan(0, length), store);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(normalized);
        }
    }

    /// <summary>A JSON string.</summary>
    public static Cell ReadString(ReadOnlySpan<byte> text, ResultStore store)
    {
        if (!text.ContainsAny(Escaped))
        {
            var plain = store.Reserve(text.Length + 2);
            plain[0] = (byte)'"';
            text.CopyTo(plain[1..]);
            plain[text.Length + 1] = (byte)'"';
            return store.Commit(text.Length + 2);
        }

        var destination = store.Reserve(checked(text.Length * 6 + 2));
        return store.Commit(WriteString(text, destination));
    }

    /// <param name="destination">Holds at least six bytes for each of the text and two more.</param>
    /// <returns>How many bytes were written, quotes included.</returns>
    public static int WriteString(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var written = 1;
        destination[0] = (byte)'"';
        while (true)
        {
            var length = text.IndexOfAny(Escaped);
            length = length < 0 ? text.Length : length;
            text[..length].CopyTo(destination[written..]);
            written += length;
            text = text[length..];
            if (text.IsEmpty)
            {
                destination[written++] = (byte)'"';
                return written;
            }

            written += WriteEscape(text[0], destination[written..]);
            text = text[1..];
        }
    }

    private static int WriteEscape(byte value, Span<byte> destination)
    {
        var letter = value switch
        {
            (byte)'\n' => (byte)'n',
            (byte)'\r' => (byte)'r',
            (byte)'\t' => (byte)'t',
            (byte)'"' or (byte)'\\' => value,
            _ => (byte)0,
        };
        destination[0] = (byte)'\\';
        if (letter != 0)
        {
            destination[1] = letter;
            return 2;
        }

        "u00"u8.CopyTo(destination[1..]);
        Utf8Formatter.TryFormat(value, destination[4..], out _, new StandardFormat('x', 2));
        return 6;
    }

    private static Cell ReadInt(ReadOnlySpan<byte> text, ResultStore store)
    {
        if (IsShort(text, out var isWhole) && isWhole)
        {
            return store.Append(text);
        }

        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            return Wrong(store, "no 32-bit integer");
        }

        const int digitsMax = 11;
        Utf8Formatter.TryFormat(value, store.Reserve(digitsMax), out var written);
        return store.Commit(written);
    }

    private static Cell ReadFloat(ReadOnlySpan<byte> text, ResultStore store)
    {
        if (IsShort(text, out _))
        {
            return store.Append(text);
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            || !double.IsFinite(value))
        {
            return Wrong(store, "no finite number");
        }

        return store.Commit(ShortDecimal.Write(value, store.Reserve(ShortDecimal.BytesMax)));
    }

    /// <summary>Whether a number of up to nine digits stands there as JSON, and we, would write it.</summary>
    private static bool IsShort(ReadOnlySpan<byte> text, out bool isWhole)
    {
        const int bytesMax = 9;
        isWhole = true;
        if (text.IsEmpty || text.Length > bytesMax || !char.IsAsciiDigit((char)text[^1])
            || text is [(byte)'0', not (byte)'.', ..] || !char.IsAsciiDigit((char)text[0]))
        {
            return false;
        }

        foreach (var value in text)
        {
            if (!char.IsAsciiDigit((char)value))
            {
                if (value != (byte)'.' || !isWhole)
                {
                    return false;
                }

                isWhole = false;
            }
        }

        return isWhole || text[^1] != (byte)'0';
    }

    private static Cell ReadBoolean(ReadOnlySpan<byte> text, ResultStore store)
    {
        if (text.SequenceEqual("true"u8) || text.SequenceEqual("1"u8))
        {
            return store.Append("true"u8);
        }

        return text.SequenceEqual("false"u8) || text.SequenceEqual("0"u8)
            ? store.Append("false"u8)
            : Wrong(store, "no boolean");
    }

    private static Cell Wrong(ResultStore store, string what) => store.AddError(new ResultError(
        SourceErrorCodes.InvalidResponse,
        "The source answered with a value of the wrong type.",
        Detail: $"It is {what}."));
}
