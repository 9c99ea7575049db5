using System.Text;

namespace Gateway.Common.Tests.Fuzzing;

/// <summary>Spoils a source a little: cuts, doubles, moves, and swaps in pieces that lexers trip over.</summary>
internal static class SourceMutator
{
    private const int ChangesMax = 4;
    private const int PieceMax = 40;
    private const int LengthMax = 32 * 1024;

    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "{", "}", "(", ")", "[", "]", ":", "!", "$", "@", "=", "|", "&", "...", "..", "\n", "\r", "#", "\"",
            "\"\"\"", "\\", "\\u", "\\uD800", "\\u{110000}", "\\u{00000041}", "\uFEFF", "é", "😀", "-", "0", "01", ".", "1.", "1e",
            "null", "true", "on", "extend ", "implements", "{a", "[[", "/*", "'", "%", "\0", "\u007F",
        }.Select(Encoding.UTF8.GetBytes),
        [0x80], [0xC2], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x9F], [0xF4, 0x90, 0x80, 0x80], [0xFF], [0xEF, 0xBB],
    ];

    public static byte[] Mutate(byte[] source, Random random)
    {
        for (var count = random.Next(1, ChangesMax); count > 0; count--)
        {
            source = MutateOnce(source, random);
        }

        return source.Length <= LengthMax ? source : source[..LengthMax];
    }

    private static byte[] MutateOnce(byte[] source, Random random)
    {
        var start = random.Next(source.Length + 1);
        var length = Math.Min(random.Next(PieceMax), source.Length - start);
        var piece = source.AsSpan(start, length);
        var before = source.AsSpan(0, start);
        var after = source.AsSpan(start + length);
        switch (random.Next(5))
        {
            case 0:
                return [.. before, .. after];
            case 1:
                return [.. before, .. piece, .. piece, .. after];
            case 2:
                return [.. after, .. before];
            case 3 when source.Length > 0:
                var flipped = (byte[])source.Clone();
                flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
                return flipped;
            default:
                return [.. before, .. Pieces[random.Next(Pieces.Length)], .. source.AsSpan(start)];
        }
    }
}
