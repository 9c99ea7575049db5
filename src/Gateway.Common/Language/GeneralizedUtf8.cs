using System.Buffers;
using System.Text;

namespace Gateway.Common.Language;

/// <summary>Encodes text so that an unpaired surrogate stays visible as bytes that are no UTF-8.</summary>
/// <remarks>The lexer then refuses it at its own position, instead of reading a replacement character.</remarks>
internal static class GeneralizedUtf8
{
    public static byte[] Encode(string text)
    {
        var utf8 = new byte[Encoding.UTF8.GetByteCount(text)];
        var rest = text.AsSpan();
        var written = 0;
        while (!rest.IsEmpty)
        {
            var status = System.Text.Unicode.Utf8.FromUtf16(
                rest, utf8.AsSpan(written), out var read, out var count, replaceInvalidSequences: false);
            written += count;
            rest = rest[read..];
            if (status == OperationStatus.Done)
            {
                break;
            }

            // A replacement character has three bytes too, so the count made room for them.
            var surrogate = rest[0];
            utf8[written++] = 0xED;
            utf8[written++] = (byte)(0x80 | ((surrogate >> 6) & 0x3F));
            utf8[written++] = (byte)(0x80 | (surrogate & 0x3F));
            rest = rest[1..];
        }

        return utf8;
    }
}
