using System.Buffers.Binary;

namespace Gateway.Common.Sources.Grpc.Wire;

/// <summary>Writes protobuf's parts into a request's body.</summary>
/// <remarks>Source: Protocol Buffers, Encoding.</remarks>
internal readonly struct ProtoWriter(SourceRequest request)
{
    private const int VarintBytesMax = 10;

    public void Tag(int number, WireType wireType) => Varint(((ulong)number << 3) | (ulong)wireType);

    public void Varint(ulong value)
    {
        var output = request.GetSpan(VarintBytesMax);
        request.Advance(Write(value, output));
    }

    public void Fixed32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(request.GetSpan(sizeof(uint)), value);
        request.Advance(sizeof(uint));
    }

    public void Fixed64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(request.GetSpan(sizeof(ulong)), value);
        request.Advance(sizeof(ulong));
    }

    /// <summary>A number, its sign folded already, in the form of its wire type.</summary>
    public void Bits(WireType wireType, ulong bits)
    {
        switch (wireType)
        {
            case WireType.Fixed32:
                Fixed32(unchecked((uint)bits));
                break;
            case WireType.Fixed64:
                Fixed64(bits);
                break;
            default:
                Varint(bits);
                break;
        }
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(request.GetSpan(bytes.Length));
        request.Advance(bytes.Length);
    }

    /// <summary>Room for what is written next; <see cref="Advance"/> keeps it.</summary>
    public Span<byte> Reserve(int count) => request.GetSpan(count);

    public void Advance(int count) => request.Advance(count);

    /// <summary>Starts what has a length in front: one byte is kept for it, which is enough for most.</summary>
    public int BeginLength()
    {
        request.GetSpan(1)[0] = 0;
        request.Advance(1);
        return request.WrittenSpan.Length;
    }

    /// <summary>Writes the length; what is longer than 127 bytes is shifted.</summary>
    public void EndLength(int start)
    {
        var length = request.WrittenSpan.Length - start;
        Span<byte> prefix = stackalloc byte[VarintBytesMax];
        var size = Write((ulong)length, prefix);
        if (size > 1)
        {
            request.GetSpan(size - 1);
            request.Advance(size - 1);
            var written = request.WrittenSpan;
            written.Slice(start, length).CopyTo(written[(start + size - 1)..]);
        }

        prefix[..size].CopyTo(request.WrittenSpan[(start - 1)..]);
    }

    private static int Write(ulong value, Span<byte> output)
    {
        var length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            output[length++] = (byte)(value | 0x80);
        }

        output[length] = (byte)value;
        return length + 1;
    }
}
