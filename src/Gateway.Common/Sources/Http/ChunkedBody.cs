namespace Gateway.Common.Sources.Http;

/// <summary>Takes the chunks of a body out of their framing, in the array that they were received into.</summary>
/// <remarks>
/// Source: RFC 9112 §7.1. Extensions and trailers are read past. Errors: <see cref="MalformedResponseException"/> for
/// what is no framing, and for a body of more bytes than allowed as soon as its next chunk is announced.
/// </remarks>
internal struct ChunkedBody(int bytesMax)
{
    /// <summary>A chunk's size, its extensions and the end of the line.</summary>
    private const int LineBytesMax = 4 * 1024;

    private const int TrailerBytesMax = ResponseHead.BytesMax;

    private int _left;
    private int _trailers;
    private Part _part;

    private enum Part
    {
        Size,
        Data,
        DataEnd,
        Trailers,
        End,
    }

    /// <summary>Bytes of the body so far: the first of the buffer.</summary>
    public int Length { get; private set; }

    /// <summary>Reads on in what was received; afterwards only the body and an unfinished line are left.</summary>
    /// <returns>Whether the body is complete; what follows it then is none of it.</returns>
    public bool Read(ref ReceiveBuffer buffer)
    {
        var at = Length;
        while (_part != Part.End && Step(ref buffer, ref at))
        {
        }

        buffer.Cut(Length, at);
        return _part == Part.End;
    }

    private bool Step(ref ReceiveBuffer buffer, ref int at) =>
        _part == Part.Data ? Move(ref buffer, ref at) : ReadLine(buffer.Received, ref at);

    private bool Move(ref ReceiveBuffer buffer, ref int at)
    {
        var count = Math.Min(_left, buffer.Filled - at);
        if (count == 0)
        {
            return false;
        }

        if (at != Length)
        {
            buffer.Slice(at, count).CopyTo(buffer.Slice(Length, count));
        }

        Length += count;
        at += count;
        _left -= count;
        _part = _left == 0 ? Part.DataEnd : Part.Data;
        return true;
    }

    private bool ReadLine(ReadOnlySpan<byte> received, ref int at)
    {
        var end = received[at..].IndexOf((byte)'\n');
        if ((end < 0 ? received.Length - at : end) > LineBytesMax)
        {
            throw new MalformedResponseException("A line between the chunks of the response is too long.");
        }

        if (end < 0)
        {
            return false;
        }

        var line = received.Slice(at, end);
        line = line is [.. var text, (byte)'\r'] ? text : line;
        at += end + 1;
        switch (_part)
        {
            case Part.Size:
                ReadSize(line);
                break;
            case Part.DataEnd:
                _part = line.IsEmpty
                    ? Part.Size
                    : throw new MalformedResponseException("A chunk of the response is longer than it says.");
                break;
            default:
                ReadTrailer(line);
                break;
        }

        return true;
    }

    private void ReadSize(ReadOnlySpan<byte> line)
    {
        var digits = line.IndexOfAny((byte)';', (byte)' ', (byte)'\t');
        var text = digits < 0 ? line : line[..digits];
        var size = 0L;
        foreach (var digit in text)
        {
            var value = HexValue(digit);
            size = value < 0 || size > bytesMax
                ? throw new MalformedResponseException("A chunk's size is no number, or more than allowed.")
                : (size * 16) + value;
        }

        if (text.IsEmpty || Length + size > bytesMax)
        {
            throw new MalformedResponseException($"The response has more than {bytesMax} bytes, or a chunk no size.");
        }

        _left = (int)size;
        _part = size == 0 ? Part.Trailers : Part.Data;
    }

    private static int HexValue(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        _ => -1,
    };

    private void ReadTrailer(ReadOnlySpan<byte> line)
    {
        _trailers += line.Length + 1;
        if (_trailers > TrailerBytesMax)
        {
            throw new MalformedResponseException($"The response's trailers have more than {TrailerBytesMax} bytes.");
        }

        _part = line.IsEmpty ? Part.End : Part.Trailers;
    }
}
