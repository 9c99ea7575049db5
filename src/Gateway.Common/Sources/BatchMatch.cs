using Gateway.Common.Planning;
using Gateway.Common.Primitives;
using Gateway.Common.Results;

namespace Gateway.Common.Sources;

/// <summary>
/// Gives the entities of a batch answer to the keys they were asked by: by their key's value, never by
/// position.
/// </summary>
/// <remarks>An answered entity's key is written as that of an entity to ask for is, from its own row.</remarks>
internal readonly struct BatchMatch(FetchPart part, KeyBatch keys)
{
    private const byte ValueSeparator = (byte)',';

    public void Apply(ResultStore store, Cell list, int first, int count)
    {
        using var bytes = new PooledBytes();
        var absent = Cell.Null;
        for (var index = 0; index < list.Count; index++)
        {
            var element = store.Elements(list)[index];
            absent = element.Kind == CellKind.Error ? element : absent;
            if (element.Kind == CellKind.Object && FindKey(store, element.Row, bytes) is >= 0 and var key)
            {
                PartRows.Copy(store, part, element.Row, keys.Row(key));
            }
        }

        // What the source left out does not exist, unless it was among what could not be read.
        for (var key = first; key < first + count; key++)
        {
            keys.Mark(store, key, absent);
        }
    }

    private int FindKey(ResultStore store, int row, PooledBytes bytes)
    {
        bytes.Truncate(0);
        foreach (var plan in part.Keys)
        {
            if (bytes.Length > 0)
            {
                bytes.Write(ValueSeparator);
            }

            if (!KeyWriter.TryWrite(store, row, plan, bytes, out _))
            {
                return -1;
            }
        }

        return keys.Find(bytes.Span);
    }
}
