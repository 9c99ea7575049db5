using Gateway.Common.Results;

namespace Gateway.Common.Sources.Grpc.Wire;

/// <summary>Reads messages into rows, led by a <see cref="MessagePlan"/>.</summary>
/// <remarks>
/// Shape: one pass; of a repeated field whose values do not stand together the rest of the message is looked through
/// once more. Unknown fields, and those of another wire type than the schema's, are passed over; the last of several
/// values wins; messages that come in parts are merged, and asked for what is required when they are whole. Errors:
/// <see cref="ProtoFormatException"/>.
/// Source: Protocol Buffers, Encoding ("Last One Wins", "Packed Repeated Fields").
/// </remarks>
internal static class MessageReader
{
    public static Cell Read(ResultStore store, MessagePlan plan, ReadOnlySpan<byte> bytes)
    {
        var message = ReadPart(store, plan, bytes, 0);
        if (plan.IsDemanding)
        {
            CheckWhole(store, plan, message.Row);
        }

        return message;
    }

    private static Cell ReadPart(ResultStore store, MessagePlan plan, ReadOnlySpan<byte> bytes, int depth)
    {
        var row = store.CreateRow(plan.Shape);
        Fill(store, plan, row, bytes, depth);
        return Cell.Object(row);
    }

    /// <summary>Asks a message that no further part belongs to for what is required.</summary>
    private static void CheckWhole(ResultStore store, MessagePlan plan, int row)
    {
        foreach (var field in plan.Fields)
        {
            var value = store.Slot(row, field.Slot);
            if (field.IsDemanded && value.Kind == CellKind.Missing)
            {
                throw new ProtoFormatException($"A message without its required field {field.Number}", 0);
            }

            if (field.Child is { IsDemanding: true } child && Holds(store, value, child))
            {
                CheckWhole(store, child, value.Row);
            }
        }
    }

    /// <summary>Whether a message of the plan's type is there already: of a oneof it may be another member's.</summary>
    private static bool Holds(ResultStore store, Cell value, MessagePlan plan) =>
        value.Kind == CellKind.Object && store.TypeOf(value.Row) == plan.Shape.Type.Index;

    private static void Fill(ResultStore store, MessagePlan plan, int row, ReadOnlySpan<byte> bytes, int depth)
    {
        if (depth >= ProtoReader.DepthMax)
        {
            throw new ProtoFormatException("Messages nested too deep", 0);
        }

        var lists = new ListProgress();
        var reader = new ProtoReader(bytes);
        var expected = plan.First;
        var filled = 0UL;
        while (true)
        {
            // Writers put fields in the order of their numbers: a guess, right, spares the look-up.
            var field = expected;
            var wireType = field.WireType;
            if (!reader.TryTakeTag(field.Tag))
            {
                if (!reader.TryReadTag(out var number, out wireType))
                {
                    break;
                }

                if (plan.Find(number) is not { } found)
                {
                    reader.Skip(number, wireType);
                    continue;
                }

                field = found;
            }

            expected = field.After;
            if (field.IsPlain && wireType == field.WireType)
            {
                var value = field.IsText
                    ? ValueReader.Text(store, field.Value!, reader.ReadBytes())
                    : ValueReader.Read(store, field.Value!, ref reader);
                if (value.Kind != CellKind.Missing)
                {
                    store.Slot(row, field.Slot) = value;
                    filled |= field.Bit;
                }

                continue;
            }

            if (field.Next is null)
            {
                filled |= ReadField(store, field, row, ref reader, wireType, ref lists, depth) ? field.Bit : 0;
                continue;
            }

            filled |= ReadEach(store, field, row, ref reader, wireType, ref lists, depth);
        }

        if (filled != plan.All || filled == 0)
        {
            FillAbsent(store, plan, row, depth);
        }
    }

    /// <summary>Of a field asked for twice, or a oneof's: each plan reads the same bytes.</summary>
    /// <returns>The bits of those that were given a value.</returns>
    private static ulong ReadEach(
        ResultStore store,
        FieldPlan first,
        int row,
        ref ProtoReader reader,
        WireType wireType,
        ref ListProgress lists,
        int depth)
    {
        var filled = 0UL;
        var at = reader;
        for (var field = first; field is not null; field = field.Next)
        {
            at = reader;
            filled |= ReadField(store, field, row, ref at, wireType, ref lists, depth) ? field.Bit : 0;
        }

        reader = at;
        return filled;
    }

    /// <summary>Gives what did not come its meaning; what is required may come with a later part.</summary>
    private static void FillAbsent(ResultStore store, MessagePlan plan, int row, int depth)
    {
        foreach (var field in plan.Fields)
        {
            if (store.Slot(row, field.Slot).Kind == CellKind.Missing && !field.IsDemanded)
            {
                var absent = Absent(store, field, depth);
                store.Slot(row, field.Slot) = absent;
            }
        }
    }

    /// <returns>Whether its slot was given a value.</returns>
    private static bool ReadField(
        ResultStore store,
        FieldPlan field,
        int row,
        ref ProtoReader reader,
        WireType wireType,
        ref ListProgress lists,
        int depth)
    {
        var isComplete = field.IsList && lists.IsComplete(field.List);
        if (isComplete || (wireType != field.WireType && !(field.IsList && MatchesList(field, wireType))))
        {
            reader.Skip(field.Number, wireType);
            return false;
        }

        var existing = store.Slot(row, field.Slot);
        if (field.IsList)
        {
            // Values that do not stand together are rare; they cost one look through the rest, once.
            var isRest = lists.Advance(field.List);
            var list = ReadList(store, field, existing, ref reader, wireType, depth, isRest);
            store.Slot(row, field.Slot) = list;
            return true;
        }

        var value = ReadOne(store, field, existing, ref reader, depth);
        if (value.Kind == CellKind.Missing)
        {
            return false;
        }

        store.Slot(row, field.Slot) = value;
        return true;
    }

    /// <returns>A missing cell for an enum's number that is no value: as if the field were not there.</returns>
    private static Cell ReadOne(ResultStore store, FieldPlan field, Cell existing, ref ProtoReader reader, int depth)
    {
        if (field.IsWrapped)
        {
            return ReadWrapped(store, field, existing, ref reader, depth);
        }

        if (field.Child is not { } child)
        {
            return ValueReader.Read(store, field.Value!, ref reader);
        }

        var bytes = field.Kind == ProtoKind.Group ? reader.ReadGroup(field.Number) : reader.ReadBytes();
        if (Holds(store, existing, child))
        {
            Fill(store, child, existing.Row, bytes, depth + 1);
            return existing;
        }

        return ReadPart(store, child, bytes, depth + 1);
    }

    private static Cell ReadWrapped(
        ResultStore store, FieldPlan field, Cell existing, ref ProtoReader reader, int depth)
    {
        var wrapper = field.Child!;
        var row = Holds(store, existing, wrapper) ? existing.Row : store.CreateRow(wrapper.Shape);
        if (wrapper.Find(field.Number) is not { } first)
        {
            reader.Skip(field.Number, field.WireType);
            return Cell.Object(row);
        }

        var at = reader;
        for (var inner = first; inner is not null; inner = inner.Next)
        {
            at = reader;
            var value = ReadOne(store, inner, store.Slot(row, inner.Slot), ref at, depth);
            if (value.Kind != CellKind.Missing)
            {
                store.Slot(row, inner.Slot) = value;
            }
        }

        reader = at;
        return Cell.Object(row);
    }

    private static bool MatchesList(FieldPlan field, WireType wireType) =>
        wireType == field.WireType || (wireType == WireType.Bytes && ProtoKinds.IsPackable(field.Kind));

    /// <param name="existing">Values from an earlier part of the same message.</param>
    /// <param name="reader">At the first value; afterwards behind those that stand together with it.</param>
    /// <param name="isRest">Whether to take those that stand further on, too.</param>
    private static Cell ReadList(
        ResultStore store,
        FieldPlan field,
        Cell existing,
        ref ProtoReader reader,
        WireType wireType,
        int depth,
        bool isRest)
    {
        var mark = store.BeginList();
        for (var index = 0; existing.Kind == CellKind.List && index < existing.Count; index++)
        {
            store.Push(store.Elements(existing)[index]);
        }

        ReadElements(store, field, ref reader, wireType, depth);
        var rest = reader;
        while (rest.TryReadTag(out var number, out var nextType))
        {
            if (number == field.Number && MatchesList(field, nextType))
            {
                ReadElements(store, field, ref rest, nextType, depth);
                reader = isRest ? reader : rest;
            }
            else if (isRest)
            {
                rest.Skip(number, nextType);
            }
            else
            {
                break;
            }
        }

        return store.EndList(mark);
    }

    private static void ReadElements(
        ResultStore store, FieldPlan field, ref ProtoReader reader, WireType wireType, int depth)
    {
        if (wireType == field.WireType)
        {
            var element = ReadOne(store, field, default, ref reader, depth);
            if (field.Child is { IsDemanding: true } child)
            {
                CheckWhole(store, child, element.Row);
            }

            PushKnown(store, element);
            return;
        }

        var packed = new ProtoReader(reader.ReadBytes());
        while (!packed.IsAtEnd)
        {
            PushKnown(store, ValueReader.Read(store, field.Value!, ref packed));
        }
    }

    private static void PushKnown(ResultStore store, Cell element)
    {
        if (element.Kind != CellKind.Missing)
        {
            store.Push(element);
        }
    }

    private static Cell Absent(ResultStore store, FieldPlan field, int depth)
    {
        if (field.IsList)
        {
            return store.EndList(store.BeginList());
        }

        if (!field.IsNonNull || field.IsOneofMember)
        {
            return Cell.Null;
        }

        return field.Child is { } child
            ? ReadPart(store, child, [], depth + 1)
            : ValueReader.Default(store, field.Value!);
    }
}
