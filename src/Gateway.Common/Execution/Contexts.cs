using Gateway.Common.Planning;
using Gateway.Common.Primitives;
using Gateway.Common.Results;
using Gateway.Common.Sources;

namespace Gateway.Common.Execution;

/// <summary>Carries values of objects down to the entities whose fields take them.</summary>
internal static class Contexts
{
    public static void Carry(ResultStore store, int rootRow, ContextPlan plan)
    {
        using var bytes = new PooledBytes();
        Follow(new Way(store, plan, bytes), rootRow, 0, Cell.Null);
    }

    private static void Follow(in Way way, int row, int step, Cell value)
    {
        var type = way.Store.TypeOf(row);
        if (step == way.Plan.Path.Steps.Length)
        {
            if (way.Plan.Slot.TryGet(type, out var target))
            {
                way.Store.Slot(row, target) = value;
            }

            return;
        }

        if (way.Plan.Path.Steps[step].TryGet(type, out var slot))
        {
            var own = way.Plan.Values.TryGetValue(type, out var taken) ? Take(way, row, taken) : value;
            FollowCell(way, way.Store.Slot(row, slot), step + 1, own);
        }
    }

    private static void FollowCell(in Way way, Cell cell, int step, Cell value)
    {
        if (cell.Kind == CellKind.Object)
        {
            Follow(way, cell.Row, step, value);
        }
        else if (cell.Kind == CellKind.List)
        {
            for (var index = 0; index < cell.Count; index++)
            {
                FollowCell(way, way.Store.Elements(cell)[index], step, value);
            }
        }
    }

    private static Cell Take(in Way way, int row, KeyPlan plan)
    {
        way.Bytes.Truncate(0);
        return KeyWriter.TryWrite(way.Store, row, plan, way.Bytes, out var missing)
            ? way.Store.Append(way.Bytes.Span)
            : missing;
    }

    private readonly record struct Way(ResultStore Store, ContextPlan Plan, PooledBytes Bytes);
}
