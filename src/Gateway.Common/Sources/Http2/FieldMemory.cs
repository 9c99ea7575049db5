namespace Gateway.Common.Sources.Http2;

/// <summary>Remembers the last response's fields: most have those of the one before, as a Date changes once a second.
/// </summary>
/// <remarks>Arrays that it gives out are shared, and nobody's to change. One for each connection.</remarks>
internal sealed class FieldMemory
{
    private byte[] _head = [];
    private byte[] _whole = [];

    public byte[] Head(ReadOnlySpan<byte> lines)
    {
        if (!lines.SequenceEqual(_head))
        {
            _head = lines.ToArray();
        }

        return _head;
    }

    /// <param name="head">The response's own.</param>
    /// <param name="trailers">Behind it.</param>
    public byte[] Whole(byte[] head, ReadOnlySpan<byte> trailers)
    {
        var isLast = _whole.Length == head.Length + trailers.Length
            && _whole.AsSpan(0, head.Length).SequenceEqual(head)
            && _whole.AsSpan(head.Length).SequenceEqual(trailers);
        if (!isLast)
        {
            _whole = [.. head, .. trailers];
        }

        return _whole;
    }
}
