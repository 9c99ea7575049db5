using Gateway.Common.Planning;
using Gateway.Common.Results;

namespace Gateway.Common.Sources;

/// <summary>
/// Gives the entities of a batch answer to the keys they were asked by: by their key's value, never by
/// position.
/// </summary>
internal readonly struct BatchMatch(FetchPart part, KeyBatch keys)
{
    public void Apply(ResultStore store, Cell list, int first, int count)
    {
        var absent = Cell.Null;
        for (var index = 0; index < list.Count; index++)
        {
            var element = store.Elements(list)[index];
            absent = element.Kind == CellKind.Error ? element : absent;
            if (element.Kind == CellKind.Object && FindKey(store, element.Row) is >= 0 and var key)
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

    private int FindKey(ResultStore store, int row)
    {
        foreach (var plan in part.Selection.Rows)
        {
            if (plan.Shape.Type.Index != store.TypeOf(row))
            {
                continue;
            }

            for (var field = 0; field < part.Selection.Fields.Count; field++)
            {
                if (part.Selection.Fields[field] == part.Lookup!.MatchFields[0])
                {
                    var cell = store.Slot(row, plan.Slots[field]);
                    return cell.Kind == CellKind.Value ? keys.Find(store.Bytes(cell)) : -1;
                }
            }
        }

        return -1;
    }
}
