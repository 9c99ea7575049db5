using Gateway.Common.Planning;
using Gateway.Common.Primitives;
using Gateway.Common.Results;

namespace Gateway.Common.Sources;

/// <summary>The distinct keys of all entities that a part is to fill, and their rows.</summary>
/// <remarks>
/// Shape: keys as JSON, their values with commas between them, deduplicated by their bytes; a key's first row is filled
/// by the connector, the others are copied from it.
/// </remarks>
internal sealed class KeyBatch : IDisposable
{
    private const int None = -1;
    private const int TableInitial = 16;
    private const byte ValueSeparator = (byte)',';

    private readonly FetchPart _part;
    private readonly PooledBytes _bytes = new();
    private PooledList<int> _ends;
    private PooledList<int> _firstRows;
    private PooledList<KeyCopy> _copies;
    private PooledList<int> _table;
    private HashSet<int>? _absent;

    private KeyBatch(FetchPart part)
    {
        _part = part;
        _table.Fill(TableInitial, None);
    }

    /// <summary>Distinct keys.</summary>
    public int Count => _firstRows.Count;

    /// <summary>Walks the rows that the part fills and collects their keys.</summary>
    public static KeyBatch Gather(FetchPart part, ResultStore store, int rootRow)
    {
        var batch = new KeyBatch(part);
        foreach (var target in part.Targets)
        {
            RowWalk.Each(store, rootRow, target, batch, static (store, row, batch) => batch.Add(store, row));
        }

        return batch;
    }

    /// <summary>Of a part that is not asked for.</summary>
    public static KeyBatch Empty(FetchPart part) => new(part);

    /// <summary>A key's value for one of the lookup's arguments, as JSON.</summary>
    public ReadOnlySpan<byte> Value(int key, int argument)
    {
        var index = (key * _part.Keys.Length) + argument;
        var start = index == 0 ? 0 : _ends[index - 1];
        return _bytes.Span[(argument == 0 ? start : start + 1).._ends[index]];
    }

    /// <summary>A key's values from that of one argument on, with commas between them.</summary>
    public ReadOnlySpan<byte> ValuesFrom(int key, int argument)
    {
        var index = (key * _part.Keys.Length) + argument;
        var start = index == 0 ? 0 : _ends[index - 1] + (argument == 0 ? 0 : 1);
        var end = _ends[(key * _part.Keys.Length) + _part.Keys.Length - 1];
        return _bytes.Span[start..end];
    }

    /// <summary>The row that the connector fills for a key.</summary>
    public int Row(int key) => _firstRows[key];

    /// <summary>The key whose values together are these bytes; -1 where nobody asked for it.</summary>
    public int Find(ReadOnlySpan<byte> json)
    {
        var table = _table.Span;
        for (var slot = Hash(json) & (table.Length - 1); ; slot = (slot + 1) & (table.Length - 1))
        {
            var key = table[slot];
            if (key == None || KeyBytes(key).SequenceEqual(json))
            {
                return key;
            }
        }
    }

    /// <summary>Sets all that the part was to bring of a key's entity to one value: null, or an error.</summary>
    /// <returns>Whether anything was left to set.</returns>
    public bool Mark(ResultStore store, int key, Cell value) => PartRows.Mark(store, _part, _firstRows[key], value);

    /// <summary>The source says that there is no such entity, or why it lost it stands among its errors.</summary>
    public void MarkAbsent(ResultStore store, int key)
    {
        (_absent ??= []).Add(key);
        Mark(store, key, Cell.Null);
    }

    /// <summary>Whether null came in the place of the whole entity.</summary>
    public bool IsAbsent(int key) => _absent?.Contains(key) == true;

    /// <summary>Copies what was read for each key to the other rows with that key.</summary>
    public void Distribute(ResultStore store)
    {
        foreach (var copy in _copies.Span)
        {
            PartRows.Copy(store, _part, _firstRows[copy.Key], copy.Row);
        }
    }

    /// <returns>Whether anything was left to set.</returns>
    public bool MarkAll(ResultStore store, Cell value)
    {
        var isMarked = false;
        for (var key = 0; key < Count; key++)
        {
            isMarked |= Mark(store, key, value);
        }

        Distribute(store);
        return isMarked;
    }

    /// <summary>Takes back all that was read for a key: it cannot be told to be the right entity's.</summary>
    public void Refuse(ResultStore store, int key, Cell error) =>
        PartRows.Replace(store, _part, _firstRows[key], error);

    public void Dispose()
    {
        _bytes.Dispose();
        _ends.Dispose();
        _firstRows.Dispose();
        _copies.Dispose();
        _table.Dispose();
    }

    private void Add(ResultStore store, int row)
    {
        if (!_part.TargetTypes.Contains(store.TypeOf(row)))
        {
            return;
        }

        var start = _bytes.Length;
        var ends = _ends.Count;
        foreach (var plan in _part.Keys)
        {
            if (_ends.Count > ends)
            {
                // Without it the numbers 1, 23 and 12, 3 would be one key.
                _bytes.Write(ValueSeparator);
            }

            if (!KeyWriter.TryWrite(store, row, plan, _bytes, out var missing))
            {
                // The reason why the key is missing is the reason why what it leads to is.
                _bytes.Truncate(start);
                _ends.Truncate(ends);
                PartRows.Mark(store, _part, row, store.Reason(missing));
                return;
            }

            _ends.Add(_bytes.Length);
        }

        var key = FindOrAdd(start);
        if (key < Count)
        {
            _bytes.Truncate(start);
            _ends.Truncate(ends);
            if (_firstRows[key] != row)
            {
                _copies.Add(new KeyCopy(key, row));
            }

            return;
        }

        _firstRows.Add(row);
    }

    /// <returns>The key with the bytes from <paramref name="start"/>; the count so far where it is new.</returns>
    private int FindOrAdd(int start)
    {
        if ((Count + 1) * 2 > _table.Count)
        {
            Rehash();
        }

        var bytes = _bytes.Span[start..];
        var table = _table.Span;
        for (var slot = Hash(bytes) & (table.Length - 1); ; slot = (slot + 1) & (table.Length - 1))
        {
            var key = table[slot];
            if (key == None)
            {
                table[slot] = Count;
                return Count;
            }

            if (KeyBytes(key).SequenceEqual(bytes))
            {
                return key;
            }
        }
    }

    private void Rehash()
    {
        _table.Fill(_table.Count * 2, None);
        var table = _table.Span;
        for (var key = 0; key < Count; key++)
        {
            var slot = Hash(KeyBytes(key)) & (table.Length - 1);
            while (table[slot] != None)
            {
                slot = (slot + 1) & (table.Length - 1);
            }

            table[slot] = key;
        }
    }

    private ReadOnlySpan<byte> KeyBytes(int key)
    {
        var values = _part.Keys.Length;
        if (values == 0)
        {
            return [];
        }

        var start = key == 0 ? 0 : _ends[(key * values) - 1];
        return _bytes.Span[start.._ends[(key * values) + values - 1]];
    }

    private static int Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = default(HashCode);
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }

    /// <summary>A row that has the same key as another one, which is filled first.</summary>
    private readonly record struct KeyCopy(int Key, int Row);
}
