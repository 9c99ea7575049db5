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
        foreach (var slot in Find(part.Selection, store.TypeOf(row))?.Slots ?? [])
        {
            if (slot >= 0 && store.Slot(row, slot).Kind is CellKind.Missing or CellKind.Null)
            {
                store.Slot(row, slot) = value;
                isMarked = true;
            }
        }

        return isMarked;
    }

    /// <summary>Sets every slot that the part was to bring, whatever is in it.</summary>
    public static void Replace(ResultStore store, FetchPart part, int row, Cell value)
    {
        foreach (var slot in Find(part.Selection, store.TypeOf(row))?.Slots ?? [])
        {
            if (slot >= 0)
            {
                store.Slot(row, slot) = value;
            }
        }
    }

    /// <summary>Copies what the part brought from one row to another of the same type.</summary>
    /// <remarks>
    /// What the other row has already of an object stays, for it may be of another place, where more is asked. Objects
    /// that it has not are shared, unless later fetches ask other things of them in one place than in the other.
    /// </remarks>
    public static void Copy(ResultStore store, FetchPart part, int from, int to) =>
        CopyRow(store, part.Selection, from, to, part.HasOwnRows);

    private static void CopyRow(ResultStore store, FetchSelection selection, int from, int to, bool isOwn)
    {
        if (!store.TryNarrow(to, store.ShapeOf(from)) || Find(selection, store.TypeOf(to)) is not { } plan)
        {
            return;
        }

        for (var index = 0; index < plan.Slots.Length; index++)
        {
            var slot = plan.Slots[index];
            if (slot < 0)
            {
                continue;
            }

            var below = index < selection.Fields.Count ? selection.Fields[index].Selection : null;
            var value = store.Slot(from, slot);
            value = below is null ? value : CopyCell(store, below, value, store.Slot(to, slot), isOwn);
            store.Slot(to, slot) = value;
        }
    }

    private static Cell CopyCell(ResultStore store, FetchSelection selection, Cell value, Cell existing, bool isOwn)
    {
        switch (value.Kind)
        {
            case CellKind.Object when existing.Kind == CellKind.Object:
                if (existing.Row != value.Row)
                {
                    CopyRow(store, selection, value.Row, existing.Row, isOwn);
                }

                return existing;
            case CellKind.Object when isOwn:
                var row = store.CreateRow(store.ShapeOf(value.Row));
                CopyRow(store, selection, value.Row, row, isOwn);
                return Cell.Object(row);
            case CellKind.List when isOwn || existing.Kind == CellKind.List:
                return CopyList(store, selection, value, existing, isOwn);
            default:
                return value;
        }
    }

    private static Cell CopyList(ResultStore store, FetchSelection selection, Cell list, Cell existing, bool isOwn)
    {
        var mark = store.BeginList();
        for (var index = 0; index < list.Count; index++)
        {
            var earlier = existing.Kind == CellKind.List && index < existing.Count
                ? store.Elements(existing)[index]
                : default;
            store.Push(CopyCell(store, selection, store.Elements(list)[index], earlier, isOwn));
        }

        return store.EndList(mark);
    }

    private static RowPlan? Find(FetchSelection selection, int typeId)
    {
        foreach (var row in selection.Rows)
        {
            if (row.Shape.Type.Index == typeId)
            {
                return row;
            }
        }

        return null;
    }
}
