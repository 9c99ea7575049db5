using System.Buffers.Text;
using System.Globalization;

namespace Gateway.Common.Sources.Grpc.Wire;

/// <summary>google.protobuf.Timestamp and Duration as text and back.</summary>
/// <remarks>
/// Units: seconds since 1970 and nanoseconds. Fractions have 0, 3, 6 or 9 digits.
/// Source: google/protobuf/timestamp.proto, duration.proto; RFC 3339 §5.6.
/// </remarks>
internal static class ProtoTimes
{
    public const int NanosPerSecond = 1_000_000_000;
    private const int FractionDigits = 9;
    private const int SecondsPerMinute = 60;
    private const int SecondsPerHour = 3_600;
    private const int SecondsPerDay = 86_400;
    private const int MinutesPerHour = 60;

    /// <summary>0001-01-01 and the last second of 9999.</summary>
    private const long SecondsMin = -62_135_596_800;
    private const long SecondsMax = 253_402_300_799;

    private const long DurationSecondsMax = 315_576_000_000;

    /// <summary><c>YYYY-MM-DDTHH:MM:SS</c>.</summary>
    private const int SecondsLength = 19;

    /// <summary>The fields of a Timestamp or a Duration.</summary>
    public static (long Seconds, int Nanos) Read(ReadOnlySpan<byte> message)
    {
        long seconds = 0;
        var nanos = 0;
        var reader = new ProtoReader(message);
        while (reader.TryReadTag(out var number, out var wireType))
        {
            switch (number, wireType)
            {
                case (1, WireType.Varint):
                    seconds = (long)reader.ReadVarint();
                    break;
                case (2, WireType.Varint):
                    nanos = (int)reader.ReadVarint();
                    break;
                default:
                    reader.Skip(number, wireType);
                    break;
            }
        }

        return (seconds, nanos);
    }

    /// <returns>How many bytes were written; 0 for a time out of range.</returns>
    public static int FormatTimestamp(long seconds, int nanos, Span<byte> output)
    {
        if (seconds is < SecondsMin or > SecondsMax || nanos is < 0 or >= NanosPerSecond)
        {
            return 0;
        }

        var (day, second) = Math.DivRem(seconds - SecondsMin, SecondsPerDay);
        DateOnly.FromDayNumber((int)day).Deconstruct(out var year, out var month, out var dayOfMonth);
        WriteDigits(output, year, 4);
        output[4] = output[7] = (byte)'-';
        WriteDigits(output[5..], month, 2);
        WriteDigits(output[8..], dayOfMonth, 2);
        output[10] = (byte)'T';
        WriteDigits(output[11..], (int)second / SecondsPerHour, 2);
        output[13] = output[16] = (byte)':';
        WriteDigits(output[14..], (int)second / SecondsPerMinute % MinutesPerHour, 2);
        WriteDigits(output[17..], (int)second % SecondsPerMinute, 2);
        var length = SecondsLength + FormatFraction(nanos, output[SecondsLength..]);
        output[length] = (byte)'Z';
        return length + 1;
    }

    /// <returns>How many bytes were written; 0 for a duration out of range.</returns>
    public static int FormatDuration(long seconds, int nanos, Span<byte> output)
    {
        if (Math.Abs((decimal)seconds) > DurationSecondsMax || Math.Abs((long)nanos) >= NanosPerSecond
            || (seconds > 0 && nanos < 0) || (seconds < 0 && nanos > 0))
        {
            return 0;
        }

        var length = 0;
        if (seconds < 0 || nanos < 0)
        {
            output[length++] = (byte)'-';
        }

        Utf8Formatter.TryFormat(Math.Abs(seconds), output[length..], out var digits);
        length += digits;
        length += FormatFraction(Math.Abs(nanos), output[length..]);
        output[length] = (byte)'s';
        return length + 1;
    }

    public static bool TryParseTimestamp(ReadOnlySpan<byte> text, out long seconds, out int nanos)
    {
        seconds = 0;
        nanos = 0;
        Span<char> characters = stackalloc char[SecondsLength];
        if (text.Length <= SecondsLength || text[10] is not ((byte)'T' or (byte)'t'))
        {
            return false;
        }

        for (var index = 0; index < SecondsLength; index++)
        {
            characters[index] = index == 10 ? 'T' : (char)text[index];
        }

        if (!DateTime.TryParseExact(
            characters, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return false;
        }

        var rest = text[SecondsLength..];
        if (!TryTakeFraction(ref rest, out nanos) || !TryParseOffset(rest, out var offsetMinutes))
        {
            return false;
        }

        seconds = ((time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond) - (offsetMinutes * 60L);
        return seconds is >= SecondsMin and <= SecondsMax;
    }

    public static bool TryParseDuration(ReadOnlySpan<byte> text, out long seconds, out int nanos)
    {
        nanos = 0;
        var isNegative = text.StartsWith("-"u8);
        var rest = isNegative ? text[1..] : text;
        if (rest.IsEmpty || !char.IsAsciiDigit((char)rest[0])
            || !Utf8Parser.TryParse(rest, out seconds, out var consumed) || seconds > DurationSecondsMax)
        {
            seconds = 0;
            return false;
        }

        rest = rest[consumed..];
        if (!TryTakeFraction(ref rest, out nanos) || !rest.SequenceEqual("s"u8))
        {
            return false;
        }

        seconds = isNegative ? -seconds : seconds;
        nanos = isNegative ? -nanos : nanos;
        return true;
    }

    private static int FormatFraction(int nanos, Span<byte> output)
    {
        if (nanos == 0)
        {
            return 0;
        }

        output[0] = (byte)'.';
        var (value, digits) = nanos % 1_000_000 == 0 ? (nanos / 1_000_000, 3)
            : nanos % 1_000 == 0 ? (nanos / 1_000, 6)
            : (nanos, FractionDigits);
        WriteDigits(output[1..], value, digits);
        return digits + 1;
    }

    private static void WriteDigits(Span<byte> output, int value, int count)
    {
        for (var index = count - 1; index >= 0; index--)
        {
            (value, var digit) = Math.DivRem(value, 10);
            output[index] = (byte)('0' + digit);
        }
    }

    private static bool TryTakeFraction(ref ReadOnlySpan<byte> text, out int nanos)
    {
        nanos = 0;
        if (!text.StartsWith("."u8))
        {
            return true;
        }

        var digits = 1;
        var scale = NanosPerSecond;
        for (; digits < text.Length && char.IsAsciiDigit((char)text[digits]); digits++)
        {
            scale /= 10;
            nanos += (text[digits] - '0') * scale;
        }

        text = text[digits..];
        return digits > 1;
    }

    private static bool TryParseOffset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text.Length == 1)
        {
            return text[0] is (byte)'Z' or (byte)'z';
        }

        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != (byte)':'
            || !TryTwoDigits(text[1..3], out var hours) || !TryTwoDigits(text[4..6], out var rest)
            || hours > 23 || rest > 59)
        {
            return false;
        }

        minutes = ((hours * 60) + rest) * (text[0] == (byte)'-' ? -1 : 1);
        return true;
    }

    private static bool TryTwoDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = ((text[0] - '0') * 10) + text[1] - '0';
        return char.IsAsciiDigit((char)text[0]) && char.IsAsciiDigit((char)text[1]);
    }
}
