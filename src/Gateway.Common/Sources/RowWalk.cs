using Gateway.Common.Planning;
using Gateway.Common.Results;

namespace Gateway.Common.Sources;

/// <summary>Visits the rows at the end of a path, lists on the way walked whole.</summary>
internal static class RowWalk
{
    public static void Each<TState>(
        ResultStore store, int rootRow, TargetPath path, TState state, Action<ResultStore, int, TState> visit) =>
        Follow(store, rootRow, path.Steps, 0, state, visit);

    private static void Follow<TState>(
        ResultStore store,
        int row,
        TypeSlots[] steps,
        int step,
        TState state,
        Action<ResultStore, int, TState> visit)
    {
        if (step == steps.Length)
        {
            visit(store, row, state);
        }
        else if (steps[step].TryGet(store.TypeOf(row), out var slot))
        {
            FollowCell(store, store.Slot(row, slot), steps, step + 1, state, visit);
        }
    }

    private static void FollowCell<TState>(
        ResultStore store,
        Cell cell,
        TypeSlots[] steps,
        int step,
        TState state,
        Action<ResultStore, int, TState> visit)
    {
        if (cell.Kind == CellKind.Object)
        {
            Follow(store, cell.Row, steps, step, state, visit);
        }
        else if (cell.Kind == CellKind.List)
        {
            for (var index = 0; index < cell.Count; index++)
            {
                FollowCell(store, store.Elements(cell)[index], steps, step, state, visit);
            }
        }
    }
}
