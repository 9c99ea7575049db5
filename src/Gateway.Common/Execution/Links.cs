using Gateway.Common.Planning;
using Gateway.Common.Results;
using Gateway.Common.Sources;

namespace Gateway.Common.Execution;

/// <summary>Makes the stubs of linked entities from their parents' fields.</summary>
internal static class Links
{
    public static void Make(ResultStore store, int rootRow, LinkPlan link) =>
        RowWalk.Each(store, rootRow, link.Parents, link, static (store, row, link) =>
        {
            if (store.TypeOf(row) == link.ParentType)
            {
                MakeOne(store, row, link);
            }
        });

    private static void MakeOne(ResultStore store, int row, LinkPlan link)
    {
        var first = store.Slot(row, link.Members[0].From);
        var value = first.Kind == CellKind.List ? MakeList(store, first, link) : MakeStub(store, row, link);
        store.Slot(row, link.Slot) = value;
    }

    /// <summary>A stub whose key cannot be read is what its key is: null, or the error that took it.</summary>
    private static Cell MakeStub(ResultStore store, int row, LinkPlan link)
    {
        foreach (var (from, _) in link.Members)
        {
            if (store.Slot(row, from) is { IsAbsent: true } absent)
            {
                return store.Reason(absent);
            }
        }

        var stub = store.CreateRow(link.Shape);
        foreach (var (from, to) in link.Members)
        {
            store.Slot(stub, to) = store.Slot(row, from);
        }

        return Cell.Object(stub);
    }

    private static Cell MakeList(ResultStore store, Cell keys, LinkPlan link)
    {
        var mark = store.BeginList();
        for (var index = 0; index < keys.Count; index++)
        {
            var key = store.Elements(keys)[index];
            if (key.IsAbsent)
            {
                store.Push(store.Reason(key));
                continue;
            }

            var stub = store.CreateRow(link.Shape);
            store.Slot(stub, link.Members[0].To) = key;
            store.Push(Cell.Object(stub));
        }

        return store.EndList(mark);
    }
}
