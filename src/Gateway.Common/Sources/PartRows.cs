using Gateway.Common.Planning;
using Gateway.Common.Results;

namespace Gateway.Common.Sources;

/// <summary>The slots that a part fills, in rows of each type it can fill.</summary>
internal static class PartRows
{
    /// <summary>
    /// Sets every slot that the part was to bring and that nothing was read into; an error stays, for it says more.
    /// </summary>
    /// <returns>Whether any slot was set.</returns>
    public static bool Mark(ResultStore store, FetchPart part, int row, Cell value)
    {
        var isMarked = false;
        foreach (var slot in Find(part, store.TypeOf(row))?.Slots ?? [])
        {
            if (slot >= 0 && store.Slot(row, slot).Kind is CellKind.Missing or CellKind.Null)
            {
                store.Slot(row, slot) = value;
                isMarked = true;
            }
        }

        return isMarked;
    }

    /// <summary>Copies what the part brought from one row to another of the same type.</summary>
    public static void Copy(ResultStore store, FetchPart part, int from, int to)
    {
        if (!store.TryNarrow(to, store.ShapeOf(from)) || Find(part, store.TypeOf(to)) is not { } plan)
        {
            return;
        }

        foreach (var slot in plan.Slots)
        {
            if (slot >= 0)
            {
                store.Slot(to, slot) = store.Slot(from, slot);
            }
        }
    }

    private static RowPlan? Find(FetchPart part, int typeId)
    {
        foreach (var row in part.Selection.Rows)
        {
            if (row.Shape.Type.Index == typeId)
            {
                return row;
            }
        }

        return null;
    }
}
