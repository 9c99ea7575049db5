using System.Buffers.Text;
using Gateway.Common.Results;

namespace Gateway.Common.Sources.Rest.Reading;

/// <summary>
/// Reads a JSON answer into rows, led by an <see cref="AnswerPlan"/>; cells point at the answer's own bytes.
/// </summary>
/// <remarks>
/// Shape: one pass but for choices, whose object is looked through once more. What the contract lets be absent is null;
/// a value
/// of the wrong kind is an error cell at its place. Errors: <see cref="MalformedJsonException"/> for what is not JSON.
/// </remarks>
internal ref struct AnswerReader(ResultStore store, int buffer, ReadOnlySpan<byte> json)
{
    private readonly ResultStore _store = store;
    private readonly int _buffer = buffer;
    private readonly ReadOnlySpan<byte> _json = json;
    private JsonCursor _cursor = new(json);

    public Cell Read(AnswerPlan plan)
    {
        var mark = _store.BeginList();
        try
        {
            var value = ReadValue(plan);
            _cursor.ExpectEnd();
            return value;
        }
        catch (MalformedJsonException)
        {
            _store.AbandonList(mark);
            throw;
        }
    }

    private Cell ReadValue(AnswerPlan plan)
    {
        var next = _cursor.Peek();
        if (next == 'n')
        {
            _cursor.TakeValue();
            return Cell.Null;
        }

        return (plan.Kind, next) switch
        {
            (AnswerKind.Leaf, _) => ReadLeaf(plan, next),
            (AnswerKind.Object, _) when plan.Row!.IsWrapped => ReadWrapped(plan.Row),
            (AnswerKind.Object, (byte)'{') => ReadObject(plan.Row!),
            (AnswerKind.List, (byte)'[') => ReadList(plan.Element!),
            (AnswerKind.Map, (byte)'{') => ReadMap(plan.Row!),
            (AnswerKind.Choice, _) => ReadChoice(plan, next),
            (AnswerKind.Step, (byte)'{') => ReadMember(plan),
            (AnswerKind.Step, (byte)'[') when plan.Step!.Index >= 0 => ReadElement(plan),
            _ => Wrong(plan),
        };
    }

    private Cell ReadObject(AnswerRow plan)
    {
        var row = CreateRow(plan);
        var mark = _store.BeginList();
        _cursor.Position++;
        if (!_cursor.TryTake((byte)'}'))
        {
            ReadProperties(plan, row);
        }

        if (plan.Additional is { } additional)
        {
            EndAdditional(additional, row, mark);
        }

        return Cell.Object(row);
    }

    private void ReadProperties(AnswerRow plan, int row)
    {
        var expected = 0;
        do
        {
            _cursor.Peek();
            var start = _cursor.Position;
            var index = TakeName(plan.Properties, expected);
            var end = _cursor.Position;
            _cursor.Expect((byte)':');
            if (index < 0)
            {
                ReadUndeclared(plan, start, end);
                continue;
            }

            expected = index + 1;
            var value = _cursor.Position;
            ReadInto(plan.Properties[index].Targets, row);
            if (plan.Properties[index].IsAdditional)
            {
                _cursor.Position = value;
                ReadUndeclared(plan, start, end);
            }
        }
        while (_cursor.TryTake((byte)','));
        _cursor.Expect((byte)'}');
    }

    /// <summary>A property that nobody asked for by its name, which stands between two offsets.</summary>
    private void ReadUndeclared(AnswerRow plan, int start, int end)
    {
        if (plan.Additional is { } additional && additional.Declared.Find(_json[start..end]) is null)
        {
            PushEntry(additional.Targets[0].Plan.Row!, Cell.Value(_buffer, start, end - start));
        }
        else
        {
            _cursor.TakeValue();
        }
    }

    /// <summary>The entries pushed since the mark are the first target's; others are read as the same list.</summary>
    private readonly void EndAdditional(AnswerAdditional additional, int row, int mark)
    {
        var list = _store.EndList(mark);
        foreach (var target in additional.Targets)
        {
            _store.Slot(row, target.Slot) = list;
        }
    }

    /// <returns>The property's index; -1 for one that nobody asked for.</returns>
    private int TakeName(AnswerProperty[] properties, int expected)
    {
        for (var offset = 0; offset < properties.Length; offset++)
        {
            var index = expected + offset;
            index = index < properties.Length ? index : index - properties.Length;
            if (_cursor.TryTake(properties[index].QuotedName))
            {
                return index;
            }
        }

        var name = _cursor.TakeString();
        return name.Contains((byte)'\\') ? FindEscaped(properties, name) : -1;
    }

    private static int FindEscaped(AnswerProperty[] properties, ReadOnlySpan<byte> quoted)
    {
        for (var index = 0; index < properties.Length; index++)
        {
            if (JsonText.Means(quoted, properties[index].Name))
            {
                return index;
            }
        }

        return -1;
    }

    private void ReadInto(AnswerTarget[] targets, int row)
    {
        var start = _cursor.Position;
        foreach (var target in targets)
        {
            _cursor.Position = start;
            var value = ReadValue(target.Plan);
            _store.Slot(row, target.Slot) = value;
        }
    }

    private Cell ReadList(AnswerPlan element)
    {
        var mark = _store.BeginList();
        _cursor.Position++;
        if (!_cursor.TryTake((byte)']'))
        {
            do
            {
                _store.Push(ReadValue(element));
            }
            while (_cursor.TryTake((byte)','));
            _cursor.Expect((byte)']');
        }

        return _store.EndList(mark);
    }

    /// <summary>One property's value; of several with its name the last, as in an object's row.</summary>
    private Cell ReadMember(AnswerPlan plan)
    {
        var value = Cell.Null;
        _cursor.Position++;
        if (_cursor.TryTake((byte)'}'))
        {
            return value;
        }

        do
        {
            _cursor.Peek();
            var isAsked = TakeName(plan.Step!.Property, 0) >= 0;
            _cursor.Expect((byte)':');
            if (isAsked)
            {
                value = ReadValue(plan.Element!);
            }
            else
            {
                _cursor.TakeValue();
            }
        }
        while (_cursor.TryTake((byte)','));
        _cursor.Expect((byte)'}');
        return value;
    }

    private Cell ReadElement(AnswerPlan plan)
    {
        var value = Cell.Null;
        _cursor.Position++;
        if (_cursor.TryTake((byte)']'))
        {
            return value;
        }

        var left = plan.Step!.Index;
        do
        {
            if (left-- == 0)
            {
                value = ReadValue(plan.Element!);
            }
            else
            {
                _cursor.TakeValue();
            }
        }
        while (_cursor.TryTake((byte)','));
        _cursor.Expect((byte)']');
        return value;
    }

    private Cell ReadMap(AnswerRow entry)
    {
        var mark = _store.BeginList();
        _cursor.Position++;
        if (!_cursor.TryTake((byte)'}'))
        {
            do
            {
                _cursor.Peek();
                var start = _cursor.Position;
                var name = _cursor.TakeString();
                _cursor.Expect((byte)':');
                PushEntry(entry, Cell.Value(_buffer, start, name.Length));
            }
            while (_cursor.TryTake((byte)','));
            _cursor.Expect((byte)'}');
        }

        return _store.EndList(mark);
    }

    private void PushEntry(AnswerRow entry, Cell key)
    {
        var row = CreateRow(entry);
        foreach (var slot in entry.KeySlots)
        {
            _store.Slot(row, slot) = key;
        }

        var targets = entry.Properties[0].Targets;
        if (targets.Length == 0)
        {
            _cursor.TakeValue();
        }
        else
        {
            ReadInto(targets, row);
        }

        _store.Push(Cell.Object(row));
    }

    private Cell ReadChoice(AnswerPlan plan, byte next)
    {
        var choice = plan.Choice!;
        var start = _cursor.Position;
        var row = next == '{' ? ChooseObject(choice) ?? ChooseWrapped(choice, next) : ChooseWrapped(choice, next);
        _cursor.Position = start;
        if (row is null)
        {
            return Wrong(plan);
        }

        return row.IsWrapped ? ReadWrapped(row) : ReadObject(row);
    }

    private Cell ReadWrapped(AnswerRow row)
    {
        var wrapper = CreateRow(row);
        if (row.Properties.Length == 0)
        {
            _cursor.TakeValue();
        }
        else
        {
            ReadInto(row.Properties[0].Targets, wrapper);
        }

        return Cell.Object(wrapper);
    }

    private AnswerRow? ChooseObject(MemberChoice choice)
    {
        var scored = Math.Min(choice.Members.Length, MemberChoice.ScoredMax);
        Span<int> counts = stackalloc int[2 * MemberChoice.ScoredMax];
        var scores = new MemberScores(choice, counts[..scored], counts.Slice(scored, scored));
        var left = new MembersLeft(choice);
        _cursor.Position++;
        if (!_cursor.TryTake((byte)'}'))
        {
            do
            {
                _cursor.Peek();
                var name = _cursor.TakeString();
                _cursor.Expect((byte)':');
                var value = _cursor.TakeValue();
                if (left.Tells(name, value) is { } member)
                {
                    return choice.Members[member].Row;
                }

                scores.Add(name, value);
            }
            while (_cursor.TryTake((byte)','));
            _cursor.Expect((byte)'}');
        }

        return left.Choose(scores);
    }

    private static AnswerRow? ChooseWrapped(MemberChoice choice, byte next)
    {
        var token = next switch
        {
            (byte)'f' => (byte)'t',
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') => (byte)'0',
            _ => next,
        };
        foreach (var member in choice.Members)
        {
            // Zero is an object's, and the end of the bytes: neither is a value to wrap.
            if (member.WrappedToken != 0 && (member.WrappedToken == token || member.WrappedToken == '*'))
            {
                return member.Row;
            }
        }

        return null;
    }

    private Cell ReadLeaf(AnswerPlan plan, byte next)
    {
        if (plan.Enum is { } values)
        {
            return ReadEnum(plan, values);
        }

        var start = _cursor.Position;
        switch (plan.Leaf, next)
        {
            case (LeafKind.Any, _):
            case (LeafKind.String or LeafKind.ID, (byte)'"'):
            case (LeafKind.Boolean, (byte)'t' or (byte)'f'):
                return Cell.Value(_buffer, start, _cursor.TakeValue().Length);
            case (LeafKind.Int or LeafKind.Float or LeafKind.ID, (byte)'-' or (>= (byte)'0' and <= (byte)'9')):
                return ReadNumber(plan);
            default:
                return Wrong(plan);
        }
    }

    private Cell ReadNumber(AnswerPlan plan)
    {
        var start = _cursor.Position;
        var number = _cursor.TakeNumber(out var isInteger);
        switch (plan.Leaf)
        {
            case LeafKind.Float:
            case LeafKind.Int when isInteger
                && Utf8Parser.TryParse(number, out int _, out var used)
                && used == number.Length:
                return Cell.Value(_buffer, start, number.Length);
            case LeafKind.Int when !isInteger && JsonText.TryInteger(number, out var whole):
                Span<byte> digits = stackalloc byte[JsonText.IntDigitsMax];
                Utf8Formatter.TryFormat(whole, digits, out var count);
                return _store.Append(digits[..count]);
            case LeafKind.ID when isInteger:
                return JsonText.Quote(_store, number);
            default:
                return _store.AddError(ResultErrors.WrongType(plan.Coordinate));
        }
    }

    private Cell ReadEnum(AnswerPlan plan, EnumWire values)
    {
        var start = _cursor.Position;
        var wire = _cursor.TakeValue();
        if (values.FindByWire(wire) is not { } value)
        {
            return _store.AddError(ResultErrors.WrongType(plan.Coordinate));
        }

        return wire.SequenceEqual(value.Json) ? Cell.Value(_buffer, start, wire.Length) : _store.Append(value.Json);
    }

    private readonly int CreateRow(AnswerRow plan)
    {
        var row = _store.CreateRow(plan.Shape);
        foreach (var slot in plan.Slots)
        {
            _store.Slot(row, slot) = Cell.Null;
        }

        return row;
    }

    private Cell Wrong(AnswerPlan plan)
    {
        _cursor.TakeValue();
        return _store.AddError(ResultErrors.WrongType(plan.Coordinate));
    }
}
