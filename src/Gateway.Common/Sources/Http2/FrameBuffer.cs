using System.Buffers.Binary;

namespace Gateway.Common.Sources.Http2;

/// <summary>Frames that are to be sent, one behind the other, in one array that is used again and again.</summary>
/// <remarks>Not safe for two at once. Bound: <see cref="Http2Limits.PendingBytesMax"/>, by who appends.</remarks>
internal sealed class FrameBuffer
{
    private const int Initial = 4 * 1024;

    /// <summary>A larger array is not kept once it is sent.</summary>
    private const int KeptMax = 256 * 1024;

    private byte[] _bytes = new byte[Initial];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > KeptMax)
        {
            _bytes = new byte[Initial];
        }
    }

    public void Write(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    public void WriteFrame(FrameType type, byte flags, int streamId, ReadOnlySpan<byte> payload)
    {
        var frame = Take(FrameHeader.Bytes + payload.Length);
        new FrameHeader(payload.Length, type, flags, streamId).Write(frame);
        payload.CopyTo(frame[FrameHeader.Bytes..]);
    }

    /// <summary>A field block, in as many frames as it needs. Source: RFC 9113 §6.2, §6.10.</summary>
    public void WriteFields(int streamId, ReadOnlySpan<byte> block, bool endsStream)
    {
        var type = FrameType.Headers;
        var flags = endsStream ? FrameFlags.EndStream : FrameFlags.None;
        while (block.Length > Http2Limits.FrameBytesMax)
        {
            WriteFrame(type, flags, streamId, block[..Http2Limits.FrameBytesMax]);
            block = block[Http2Limits.FrameBytesMax..];
            (type, flags) = (FrameType.Continuation, FrameFlags.None);
        }

        WriteFrame(type, (byte)(flags | FrameFlags.EndHeaders), streamId, block);
    }

    public void WriteReset(int streamId, Http2Error error) =>
        WriteNumber(FrameType.RstStream, streamId, (int)error);

    public void WriteWindowUpdate(int streamId, int bytes) => WriteNumber(FrameType.WindowUpdate, streamId, bytes);

    /// <summary>Nothing that the peer began was processed: it may begin nothing.</summary>
    public void WriteGoAway(Http2Error error)
    {
        Span<byte> payload = stackalloc byte[2 * sizeof(int)];
        payload.Clear();
        BinaryPrimitives.WriteInt32BigEndian(payload[sizeof(int)..], (int)error);
        WriteFrame(FrameType.GoAway, FrameFlags.None, 0, payload);
    }

    private void WriteNumber(FrameType type, int streamId, int number)
    {
        Span<byte> payload = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(payload, number);
        WriteFrame(type, FrameFlags.None, streamId, payload);
    }

    private Span<byte> Take(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Array.Resize(ref _bytes, Math.Max(Length + count, _bytes.Length * 2));
        }

        var taken = _bytes.AsSpan(Length, count);
        Length += count;
        return taken;
    }
}
