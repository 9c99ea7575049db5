using Gateway.Common.Planning;
using Gateway.Common.Primitives;
using Gateway.Common.Results;

namespace Gateway.Common.Sources;

/// <summary>Writes one key value of an entity as JSON.</summary>
internal static class KeyWriter
{
    /// <param name="missing">What stood in place of a value that is needed: missing, null or an error.</param>
    public static bool TryWrite(ResultStore store, int row, KeyPlan plan, PooledBytes output, out Cell missing)
    {
        var start = output.Length;
        if (TryWriteValue(store, row, plan, output, out missing))
        {
            return true;
        }

        if (plan.IsRequired || missing.Kind != CellKind.Null)
        {
            return false;
        }

        // A null in it that may not be one makes it null as a whole.
        output.Truncate(start);
        output.Write("null"u8);
        return true;
    }

    private static bool TryWriteValue(ResultStore store, int row, KeyPlan plan, PooledBytes output, out Cell missing)
    {
        if (plan.Alternatives.Length > 0)
        {
            return TryWriteFirst(store, row, plan, output, out missing);
        }

        if (plan.SlotByType is null)
        {
            return TryWriteMembers(store, row, plan, output, out missing);
        }

        if (!plan.SlotByType.TryGet(store.TypeOf(row), out var slot))
        {
            missing = Cell.Null;
            return false;
        }

        return TryWriteCell(store, store.Slot(row, slot), plan, output, out missing);
    }

    private static bool TryWriteCell(ResultStore store, Cell cell, KeyPlan plan, PooledBytes output, out Cell missing)
    {
        missing = default;
        switch (cell.Kind)
        {
            case CellKind.Value:
                output.Write(store.Bytes(cell));
                return true;
            case CellKind.Object when plan.Inner is { } inner:
                return TryWrite(store, cell.Row, inner, output, out missing);
            case CellKind.Object:
                return TryWriteMembers(store, cell.Row, plan, output, out missing);
            case CellKind.List:
                return TryWriteElements(store, cell, plan, output, out missing);
            default:
                missing = cell;
                return false;
        }
    }

    private static bool TryWriteElements(
        ResultStore store, Cell list, KeyPlan plan, PooledBytes output, out Cell missing)
    {
        missing = default;
        output.Write((byte)'[');
        for (var index = 0; index < list.Count; index++)
        {
            if (index > 0)
            {
                output.Write((byte)',');
            }

            var element = store.Elements(list)[index];
            if (element.Kind == CellKind.Null && plan.AllowsNullElements)
            {
                output.Write("null"u8);
            }
            else if (!TryWriteCell(store, element, plan, output, out missing))
            {
                return false;
            }
        }

        output.Write((byte)']');
        return true;
    }

    private static bool TryWriteFirst(ResultStore store, int row, KeyPlan plan, PooledBytes output, out Cell missing)
    {
        missing = Cell.Null;
        var start = output.Length;
        foreach (var alternative in plan.Alternatives)
        {
            if (!Fits(store, row, alternative))
            {
                continue;
            }

            if (TryWrite(store, row, alternative, output, out var lacking))
            {
                return true;
            }

            output.Truncate(start);
            missing = missing.Kind == CellKind.Null ? lacking : missing;
        }

        return false;
    }

    /// <summary>Whether the objects on the way are of the types that the plan is for.</summary>
    private static bool Fits(ResultStore store, int row, KeyPlan plan)
    {
        if (plan.SlotByType is null)
        {
            return true;
        }

        return plan.SlotByType.TryGet(store.TypeOf(row), out var slot)
            && (plan.Inner is not { } inner || store.Slot(row, slot) is not { Kind: CellKind.Object } below
                || Fits(store, below.Row, inner));
    }

    /// <summary>Whether the row is of the type that the member's value is taken of; null may be all that it gives.
    /// </summary>
    private static bool FitsAny(ResultStore store, int row, KeyPlan plan)
    {
        if (plan.Alternatives.Length == 0)
        {
            return plan.SlotByType?.TryGet(store.TypeOf(row), out _) != false;
        }

        foreach (var alternative in plan.Alternatives)
        {
            if (Fits(store, row, alternative))
            {
                return true;
            }
        }

        return !plan.IsRequired;
    }

    private static bool TryWriteMembers(ResultStore store, int row, KeyPlan plan, PooledBytes output, out Cell missing)
    {
        missing = default;
        output.Write((byte)'{');
        var isFirst = true;
        if (plan.WritesTypeName)
        {
            output.Write("\"__typename\":\""u8);
            output.Write(plan.TypeName ?? store.TypeNameOf(row));
            output.Write((byte)'"');
            isFirst = false;
        }

        foreach (var member in plan.Members)
        {
            if (!FitsAny(store, row, member.Value))
            {
                if (member.NeedsType)
                {
                    missing = Cell.Null;
                    return false;
                }

                continue;
            }

            if (!isFirst)
            {
                output.Write((byte)',');
            }

            output.Write(member.Json);
            isFirst = false;
            if (!TryWrite(store, row, member.Value, output, out missing))
            {
                return false;
            }
        }

        output.Write((byte)'}');
        return true;
    }
}
