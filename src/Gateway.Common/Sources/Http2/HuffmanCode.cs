using System.Buffers.Binary;

namespace Gateway.Common.Sources.Http2;

/// <summary>Reads string literals that are Huffman-coded.</summary>
/// <remarks>
/// The code is canonical: the lengths say all of it. Up to eight bits are one look-up; longer codes, which are rare in
/// fields, are found by comparing with the first code behind each length. Source: RFC 7541 §5.2, appendix B.
/// </remarks>
internal static class HuffmanCode
{
    private const int EndOfString = 256;
    private const int BitsMax = 30;
    private const int ShortBitsMax = 8;
    private const int WindowBits = 32;
    private const int PaddingBitsMax = 7;

    /// <summary>Symbols in the order of their codes.</summary>
    private static readonly ushort[] Symbols = [.. Enumerable.Range(0, EndOfString + 1)
        .OrderBy(static symbol => Lengths[symbol]).Select(static symbol => (ushort)symbol)];

    /// <summary>For each length: the first code behind its codes, at the window's left; and where its symbols are.
    /// </summary>
    private static readonly (ulong End, uint First, int At)[] ByLength = LayOut();

    /// <summary>For eight bits at the window's left: a symbol and its length, which is 0 for longer codes.</summary>
    private static readonly (byte Symbol, byte Bits)[] Short = ShortCodes();

    /// <summary>Bits of each symbol's code; the last one ends a string, and never stands in one.</summary>
    public static ReadOnlySpan<byte> Lengths =>
    [
        13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28,
        28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28,
        6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6,
        5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10,
        13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
        7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6,
        15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5,
        6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28,
        20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23,
        24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24,
        22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23,
        21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23,
        26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25,
        19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27,
        20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23,
        26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26,
        30,
    ];

    /// <summary>Bytes that as many coded bytes may become, at most: no code is shorter than five bits.</summary>
    public static int DecodedMax(int codedBytes) => (codedBytes * 8 / 5) + 1;

    /// <returns>Bytes written; -1 for what is no such string.</returns>
    public static int Decode(ReadOnlySpan<byte> coded, Span<byte> output)
    {
        var written = 0;
        ulong bits = 0;
        var count = 0;
        var at = 0;
        while (true)
        {
            if (count < WindowBits)
            {
                Refill(coded, ref at, ref bits, ref count);
            }

            var window = Window(bits, count);
            var (symbol, length) = FindShort(window);
            if (length == 0)
            {
                (symbol, length) = FindLong(window);
            }

            if (length > count)
            {
                return IsPadding(window, count) ? written : -1;
            }

            if (symbol == EndOfString)
            {
                return -1;
            }

            output[written++] = (byte)symbol;
            count -= length;
        }
    }

    private static void Refill(ReadOnlySpan<byte> coded, ref int at, ref ulong bits, ref int count)
    {
        if (coded.Length - at >= sizeof(uint))
        {
            bits = (bits << WindowBits) | BinaryPrimitives.ReadUInt32BigEndian(coded[at..]);
            count += WindowBits;
            at += sizeof(uint);
            return;
        }

        while (at < coded.Length)
        {
            bits = (bits << 8) | coded[at++];
            count += 8;
        }
    }

    /// <summary>The next 32 bits; behind the end there are ones, as the padding has them.</summary>
    private static uint Window(ulong bits, int count) => count >= WindowBits
        ? (uint)(bits >> (count - WindowBits))
        : (uint)((bits << (WindowBits - count)) | ((1UL << (WindowBits - count)) - 1));

    private static bool IsPadding(uint window, int count) => count <= PaddingBitsMax && window == uint.MaxValue;

    private static (int Symbol, int Length) FindShort(uint window) => Short[window >> (WindowBits - ShortBitsMax)];

    private static (int Symbol, int Length) FindLong(uint window)
    {
        var length = ShortBitsMax + 1;
        while (length < BitsMax && window >= ByLength[length].End)
        {
            length++;
        }

        var (_, first, start) = ByLength[length];
        var symbol = start + (int)((window >> (WindowBits - length)) - first);
        return (Symbols[symbol], length);
    }

    private static (ulong End, uint First, int At)[] LayOut()
    {
        var layout = new (ulong, uint, int)[BitsMax + 1];
        var code = 0u;
        var at = 0;
        for (var length = 1; length <= BitsMax; length++)
        {
            code <<= 1;
            var count = Lengths.Count((byte)length);
            layout[length] = ((ulong)(code + (uint)count) << (WindowBits - length), code, at);
            code += (uint)count;
            at += count;
        }

        return layout;
    }

    private static (byte, byte)[] ShortCodes()
    {
        var table = new (byte, byte)[1 << ShortBitsMax];
        var next = 0;
        foreach (var symbol in Symbols)
        {
            var length = Lengths[symbol];
            if (length > ShortBitsMax)
            {
                break;
            }

            var span = 1 << (ShortBitsMax - length);
            table.AsSpan(next, span).Fill(((byte)symbol, length));
            next += span;
        }

        return table;
    }
}
