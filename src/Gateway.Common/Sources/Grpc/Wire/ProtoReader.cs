using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Gateway.Common.Sources.Grpc.Wire;

/// <summary>Walks one protobuf message, field by field, forward.</summary>
/// <remarks>
/// Shape: a copy is a bookmark. Errors: <see cref="ProtoFormatException"/> for over-long varints, lengths past the end,
/// field numbers out of range and groups that do not end. Source: Protocol Buffers, Encoding.
/// </remarks>
internal ref struct ProtoReader(ReadOnlySpan<byte> bytes)
{
    /// <summary>Nesting of messages and groups; the limit of protobuf's own parsers.</summary>
    public const int DepthMax = 100;

    /// <summary>Where a tag's field number starts, above its wire type.</summary>
    public const int NumberShift = 3;

    /// <summary>The largest tag that is written as one byte.</summary>
    public const int ByteTagMax = 0x7F;

    private const int VarintBytesMax = 10;
    private const int NumberMax = (1 << 29) - 1;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    public readonly int Position => _position;

    public readonly bool IsAtEnd => _position == _bytes.Length;

    /// <summary>Takes a tag that was expected.</summary>
    /// <param name="tag">Of one byte; none is negative.</param>
    /// <returns>False, with nothing taken, for another one and at the message's end.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTakeTag(int tag)
    {
        var position = _position;
        if ((uint)position >= (uint)_bytes.Length || _bytes[position] != tag)
        {
            return false;
        }

        _position = position + 1;
        return true;
    }

    /// <returns>False at the message's end.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadTag(out int number, out WireType wireType)
    {
        if (_position == _bytes.Length)
        {
            number = 0;
            wireType = default;
            return false;
        }

        var tag = ReadVarint();
        wireType = (WireType)(tag & 7);
        tag >>= NumberShift;
        if (tag is 0 or > NumberMax || wireType > WireType.Fixed32)
        {
            throw Malformed("A field number or wire type that does not exist");
        }

        number = (int)tag;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong ReadVarint()
    {
        if (_position < _bytes.Length && _bytes[_position] < 0x80)
        {
            return _bytes[_position++];
        }

        if (_position + 1 < _bytes.Length && _bytes[_position + 1] < 0x80)
        {
            _position += 2;
            return (ulong)((_bytes[_position - 2] & 0x7F) | (_bytes[_position - 1] << 7));
        }

        return ReadLongVarint();
    }

    public uint ReadFixed32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    public ulong ReadFixed64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    /// <summary>A length and as many bytes.</summary>
    public ReadOnlySpan<byte> ReadBytes()
    {
        var length = ReadVarint();
        if (length > (ulong)(_bytes.Length - _position))
        {
            throw Malformed("A length past the end");
        }

        return Take((int)length);
    }

    /// <summary>What stands between a group's start, which has been read, and its end, which is read here.</summary>
    public ReadOnlySpan<byte> ReadGroup(int number)
    {
        var start = _position;
        var end = SkipGroup(number, DepthMax);
        return _bytes[start..end];
    }

    /// <summary>Passes over the value of a field whose tag has been read.</summary>
    public void Skip(int number, WireType wireType) => Skip(number, wireType, DepthMax);

    private void Skip(int number, WireType wireType, int depthLeft)
    {
        switch (wireType)
        {
            case WireType.Varint:
                ReadVarint();
                break;
            case WireType.Fixed64:
                Take(sizeof(ulong));
                break;
            case WireType.Bytes:
                ReadBytes();
                break;
            case WireType.Fixed32:
                Take(sizeof(uint));
                break;
            case WireType.StartGroup:
                SkipGroup(number, depthLeft);
                break;
            default:
                throw Malformed("A group's end without its start");
        }
    }

    /// <returns>Where the group's end tag starts.</returns>
    private int SkipGroup(int number, int depthLeft)
    {
        if (depthLeft == 0)
        {
            throw Malformed("Groups nested too deep");
        }

        while (true)
        {
            var end = _position;
            if (!TryReadTag(out var inner, out var wireType))
            {
                throw Malformed("A group without its end");
            }

            if (wireType != WireType.EndGroup)
            {
                Skip(inner, wireType, depthLeft - 1);
            }
            else if (inner == number)
            {
                return end;
            }
            else
            {
                throw Malformed("A group ended by another");
            }
        }
    }

    private ulong ReadLongVarint()
    {
        ulong value = 0;
        for (var index = 0; index < VarintBytesMax; index++)
        {
            if (_position == _bytes.Length)
            {
                throw Malformed("A varint past the end");
            }

            var next = _bytes[_position++];
            value |= (ulong)(next & 0x7F) << (7 * index);
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Malformed("A varint of more than ten bytes");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _bytes.Length - _position)
        {
            throw Malformed("A value past the end");
        }

        _position += count;
        return _bytes.Slice(_position - count, count);
    }

    private readonly ProtoFormatException Malformed(string reason) => new(reason, _position);
}
