using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Gateway.Common.Sources.Rest.Calls;

/// <summary>ASCII text in a rented array, values percent-encoded on the way in.</summary>
/// <remarks>Errors: <see cref="SourceException"/> past <see cref="BytesMax"/>. Source: RFC 3986 §2.</remarks>
internal ref struct TextBuffer
{
    /// <summary>Bytes of a target or a header.</summary>
    public const int BytesMax = 32 * 1024;

    private const int BytesInitial = 256;

    private static readonly SearchValues<byte> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"u8);

    /// <summary>
    /// What <c>allowReserved</c> lets pass. <c>#</c> would end the target, <c>&amp;</c> the parameter, and <c>+</c> be
    /// read as a space: those are encoded, or a value would be another one. Source: OpenAPI 3.1.1 §4.8.12.2, app. E.
    /// </summary>
    private static readonly SearchValues<byte> ReservedToo =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?[]@!$'()*,;="u8);

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(BytesInitial);
    private int _length;

    public TextBuffer()
    {
    }

    public readonly ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public readonly int Length => _length;

    public readonly bool HasQuery => Written.Contains((byte)'?');

    public void Append(ReadOnlySpan<byte> text)
    {
        Ensure(text.Length);
        text.CopyTo(_bytes.AsSpan(_length));
        _length += text.Length;
    }

    public void AppendEncoded(ReadOnlySpan<byte> text, bool keepsReserved = false)
    {
        var kept = keepsReserved ? ReservedToo : Unreserved;
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAnyExcept(kept);
            if (plain != 0)
            {
                var run = plain < 0 ? text : text[..plain];
                Append(run);
                text = text[run.Length..];
                continue;
            }

            Ensure(3);
            _bytes[_length++] = (byte)'%';
            _bytes[_length++] = Hex(text[0] >> 4);
            _bytes[_length++] = Hex(text[0] & 15);
            text = text[1..];
        }
    }

    /// <summary>The text of a JSON scalar: a string's meaning, anything else as written.</summary>
    /// <param name="isRaw">Not percent-encoded: headers.</param>
    public void AppendScalar(ref Utf8JsonReader reader, bool isRaw, bool keepsReserved)
    {
        if (!reader.ValueIsEscaped)
        {
            AppendAs(reader.ValueSpan, isRaw, keepsReserved);
            return;
        }

        var unescaped = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            AppendAs(unescaped.AsSpan(0, reader.CopyString(unescaped)), isRaw, keepsReserved);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(unescaped);
        }
    }

    public void AppendAs(ReadOnlySpan<byte> text, bool isRaw, bool keepsReserved)
    {
        if (isRaw)
        {
            Append(text);
        }
        else
        {
            AppendEncoded(text, keepsReserved);
        }
    }

    public readonly string ToText() => Encoding.ASCII.GetString(Written);

    public readonly void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    private static byte Hex(int digit) => (byte)(digit < 10 ? '0' + digit : 'A' + digit - 10);

    private void Ensure(int count)
    {
        var needed = _length + count;
        if (needed <= _bytes.Length)
        {
            return;
        }

        if (needed > BytesMax)
        {
            throw new SourceException(
                SourceErrorCodes.InvalidArgument, $"The arguments need more than {BytesMax} bytes of address.");
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _bytes.Length * 2));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
