using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gateway.Common.Language;

/// <summary>What a byte can be part of, and the end of a run of one class.</summary>
/// <remarks>
/// Source: GraphQL §2.1. A run is measured 16 bytes at a time, without a branch on its length: names and indentation
/// are of all lengths, so a loop over single bytes costs a misprediction at the end of most.
/// </remarks>
internal static class ByteClass
{
    public const byte Other = 0;
    public const byte NameStart = 1;
    public const byte Digit = 2;

    /// <summary>Blanks, line ends, commas, and the first byte of a comment or a byte order mark.</summary>
    public const byte Ignorable = 3;

    private const int Width = 16;

    /// <summary>A class for each byte.</summary>
    private static ReadOnlySpan<byte> Classes =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        3, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0,
        0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1,
        0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    public static byte Of(byte value) => Classes[value];

    public static bool IsNameStart(byte value) => Classes[value] == NameStart;

    public static bool IsDigit(byte value) => Classes[value] == Digit;

    public static bool IsNamePart(byte value) => Classes[value] is NameStart or Digit;

    /// <summary>The offset after the letters, digits and underscores from <paramref name="position"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SkipName(ReadOnlySpan<byte> text, int position)
    {
        if (Vector128.IsHardwareAccelerated && position <= text.Length - Width)
        {
            var length = NameLength(text.Slice(position, Width));
            if (length < Width)
            {
                return position + length;
            }
        }

        return SkipLongName(text, position);
    }

    /// <summary>The offset after the blanks, line ends and commas from <paramref name="position"/> on.</summary>
    public static int SkipBlanks(ReadOnlySpan<byte> text, int position)
    {
        while (Vector128.IsHardwareAccelerated && position <= text.Length - Width)
        {
            var length = BlankLength(text.Slice(position, Width));
            position += length;
            if (length < Width)
            {
                return position;
            }
        }

        while ((uint)position < (uint)text.Length
            && text[position] is (byte)' ' or (byte)'\n' or (byte)',' or (byte)'\r' or (byte)'\t')
        {
            position++;
        }

        return position;
    }

    /// <summary>The offset of the first quote, backslash or line end from <paramref name="position"/> on.</summary>
    public static int SkipText(ReadOnlySpan<byte> text, int position)
    {
        while (Vector128.IsHardwareAccelerated && position <= text.Length - Width)
        {
            var length = TextLength(text.Slice(position, Width));
            position += length;
            if (length < Width)
            {
                return position;
            }
        }

        while ((uint)position < (uint)text.Length
            && text[position] is not ((byte)'"' or (byte)'\\' or (byte)'\n' or (byte)'\r'))
        {
            position++;
        }

        return position;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int SkipLongName(ReadOnlySpan<byte> text, int position)
    {
        while (Vector128.IsHardwareAccelerated && position <= text.Length - Width)
        {
            var length = NameLength(text.Slice(position, Width));
            position += length;
            if (length < Width)
            {
                return position;
            }
        }

        while ((uint)position < (uint)text.Length && IsNamePart(text[position]))
        {
            position++;
        }

        return position;
    }

    /// <summary>How many of 16 bytes are name characters before the first that is none.</summary>
    /// <remarks>A byte is one when the sets of its two halves meet: each bit stands for columns of the table.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int NameLength(ReadOnlySpan<byte> window)
    {
        // Bit 1: digits; 2: A to O and a to o; 4: P to Z and p to z; 8: the underscore.
        var byLowHalf = Vector128.Create((byte)5, 7, 7, 7, 7, 7, 7, 7, 7, 7, 6, 2, 2, 2, 2, 10);
        var byHighHalf = Vector128.Create((byte)0, 0, 0, 1, 2, 12, 2, 4, 0, 0, 0, 0, 0, 0, 0, 0);
        var bytes = Vector128.Create(window);
        var low = Vector128.ShuffleNative(byLowHalf, bytes & Vector128.Create((byte)0x0F));
        var high = Vector128.ShuffleNative(byHighHalf, bytes >> 4);
        var others = Vector128.Equals(low & high, Vector128<byte>.Zero).ExtractMostSignificantBits();
        return BitOperations.TrailingZeroCount(others | (1u << Width));
    }

    /// <summary>How many of 16 bytes are blanks, line ends and commas before the first that is none.</summary>
    /// <remarks>Their lower halves differ, so each slot of the table holds the one byte it stands for.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int BlankLength(ReadOnlySpan<byte> window)
    {
        var blanks = Vector128.Create(
            (byte)' ', 255, 255, 255, 255, 255, 255, 255,
            255, (byte)'\t', (byte)'\n', 255, (byte)',', (byte)'\r', 255, 0);
        var bytes = Vector128.Create(window);
        var expected = Vector128.ShuffleNative(blanks, bytes & Vector128.Create((byte)0x0F));
        var others = ~Vector128.Equals(expected, bytes).ExtractMostSignificantBits();
        return BitOperations.TrailingZeroCount(others | (1u << Width));
    }

    /// <summary>How many of 16 bytes stand before the first quote, backslash or line end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int TextLength(ReadOnlySpan<byte> window)
    {
        var bytes = Vector128.Create(window);
        var stops = Vector128.Equals(bytes, Vector128.Create((byte)'"'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'\n'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'\r'));
        return BitOperations.TrailingZeroCount(stops.ExtractMostSignificantBits() | (1u << Width));
    }
}
