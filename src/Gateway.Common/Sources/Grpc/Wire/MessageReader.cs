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

        var fields = plan.Fields;
        var lists = new ListProgress();
        var reader = new ProtoReader(bytes);
        while (reader.TryReadTag(out var number, out var wireType))
        {
            var index = plan.Find(number);
            if (index < 0)
            {
                reader.Skip(number, wireType);
                continue;
            }

            var field = fields[index];
            if (field.IsPlain && wireType == field.WireType)
            {
                var value = ValueReader.Read(store, field.Value!, ref reader);
                if (value.Kind != CellKind.Missing)
                {
                    store.Slot(row, field.Slot) = value;
                }

                continue;
            }

            if (field.Next < 0)
            {
                ReadField(store, field, row, ref reader, wireType, ref lists, depth);
                continue;
            }

            // Asked for twice, or a oneof's: each reads the same bytes.
            ProtoReader at;
            do
            {
                at = reader;
                ReadField(store, fields[index], row, ref at, wireType, ref lists, depth);
                index = fields[index].Next;
            }
            while (index >= 0);
            reader = at;
        }

        foreach (var field in fields)
        {
            // What is required may come with a later part.
            if (store.Slot(row, field.Slot).Kind == CellKind.Missing && !field.IsDemanded)
            {
                var absent = Absent(store, field, depth);
                store.Slot(row, field.Slot) = absent;
            }
        }
    }

    private static void ReadField(
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
            return;
        }

        var existing = store.Slot(row, field.Slot);
        if (field.IsList)
        {
            // Values that do not stand together are rare; they cost one look through the rest, once.
            var isRest = lists.Advance(field.List);
            var list = ReadList(store, field, existing, ref reader, wireType, depth, isRest);
            store.Slot(row, field.Slot) = list;
            return;
        }

        var value = ReadOne(store, field, existing, ref reader, depth);
        if (value.Kind != CellKind.Missing)
        {
            store.Slot(row, field.Slot) = value;
        }
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
        var index = wrapper.Find(field.Number);
        if (index < 0)
        {
            reader.Skip(field.Number, field.WireType);
            return Cell.Object(row);
        }

        ProtoReader at;
        do
        {
            at = reader;
            var inner = wrapper.Fields[index];
            var value = ReadOne(store, inner, store.Slot(row, inner.Slot), ref at, depth);
            if (value.Kind != CellKind.Missing)
            {
                store.Slot(row, inner.Slot) = value;
            }

            index = inner.Next;
        }
        while (index >= 0);
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

    /// <summary>How much of a message's lists was read: nothing, what stands together, or all.</summary>
    private struct ListProgress
    {
        private const int SmallMax = 64;

        private ulong _some;
        private ulong _complete;
        private Dictionary<int, bool>? _more;

        public readonly bool IsComplete(int list) => list < SmallMax
            ? (_complete & (1UL << list)) != 0
            : _more?.GetValueOrDefault(list) is true;

        /// <returns>Whether all there is, further on too, is to be read now.</returns>
        public bool Advance(int list)
        {
            if (list >= SmallMax)
            {
                _more ??= [];
                return !_more.TryAdd(list, false) && (_more[list] = true);
            }

            var bit = 1UL << list;
            var isRest = (_some & bit) != 0;
            _some |= bit;
            _complete |= isRest ? bit : 0;
            return isRest;
        }
    }
}
