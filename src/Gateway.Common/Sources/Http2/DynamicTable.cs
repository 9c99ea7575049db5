namespace Gateway.Common.Sources.Http2;

/// <summary>The fields that a peer's blocks can name because earlier blocks brought them.</summary>
/// <remarks>
/// Shape: names and values lie one behind the other in one array, twice as long as what may be kept, so that it is
/// moved together seldom. Bound: <see cref="BytesMax"/>, each entry counted with 32 bytes more.
/// Source: RFC 7541 §2.3.2, §4.
/// </remarks>
internal sealed class DynamicTable
{
    /// <summary>What is said by default, and so by us: SETTINGS_HEADER_TABLE_SIZE.</summary>
    public const int BytesMax = 4096;

    private const int EntryOverhead = 32;
    private const int EntriesMax = BytesMax / EntryOverhead;

    private readonly byte[] _bytes = new byte[BytesMax * 2];
    private readonly (int At, int NameLength, int ValueLength)[] _entries = new (int, int, int)[EntriesMax];
    private int _end;
    private int _first;
    private int _size;
    private int _sizeMax = BytesMax;

    public int Count { get; private set; }

    /// <param name="index">0 is the entry that came last.</param>
    public ReadOnlySpan<byte> Name(int index)
    {
        var (at, length, _) = Entry(index);
        return _bytes.AsSpan(at, length);
    }

    public ReadOnlySpan<byte> Value(int index)
    {
        var (at, name, length) = Entry(index);
        return _bytes.AsSpan(at + name, length);
    }

    /// <summary>Adds an entry; what is larger than the table empties it.</summary>
    /// <param name="name">No part of this table: that may be moved.</param>
    /// <param name="value">The same.</param>
    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        var length = name.Length + value.Length;
        Evict(_sizeMax - length - EntryOverhead);
        if (length + EntryOverhead > _sizeMax)
        {
            return;
        }

        if (_end + length > _bytes.Length)
        {
            MoveTogether();
        }

        _entries[(_first + Count) % EntriesMax] = (_end, name.Length, value.Length);
        name.CopyTo(_bytes.AsSpan(_end));
        value.CopyTo(_bytes.AsSpan(_end + name.Length));
        _end += length;
        _size += length + EntryOverhead;
        Count++;
    }

    /// <param name="sizeMax">At most <see cref="BytesMax"/>.</param>
    public void Resize(int sizeMax)
    {
        _sizeMax = sizeMax;
        Evict(sizeMax);
    }

    private (int At, int NameLength, int ValueLength) Entry(int index) =>
        _entries[(_first + Count - 1 - index) % EntriesMax];

    private void Evict(int sizeMax)
    {
        while (_size > Math.Max(sizeMax, 0))
        {
            var (_, name, value) = _entries[_first];
            _size -= name + value + EntryOverhead;
            _first = (_first + 1) % EntriesMax;
            Count--;
        }
    }

    private void MoveTogether()
    {
        var start = Count == 0 ? _end : _entries[_first].At;
        _bytes.AsSpan(start, _end - start).CopyTo(_bytes);
        for (var index = 0; index < Count; index++)
        {
            _entries[(_first + index) % EntriesMax].At -= start;
        }

        _end -= start;
    }
}
