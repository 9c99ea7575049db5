using System.Buffers.Text;

namespace Gateway.Common.Results;

/// <summary>
/// Reads JSON into rows, led by a <see cref="ReadPlan"/>: values stay where they are, cells point at them.
/// </summary>
/// <remarks>
/// Shape: one pass; a property is looked for first where the plan expects it. A value of the wrong kind becomes an
/// error cell at its place.
/// Errors: <see cref="MalformedJsonException"/> for text that is not JSON.
/// </remarks>
internal ref struct JsonRowReader(ResultStore store, int buffer, ReadOnlySpan<byte> json)
{
    private const int IntDigitsMax = 11;
    private const int FiniteDigitsMax = 300;

    private const int NoRow = -1;

    private readonly ResultStore _store = store;
    private readonly int _buffer = buffer;

    /// <summary>The place in the text; the caller may walk around the values that are read here.</summary>
    public JsonCursor Cursor = new(json);

    /// <summary>Reads an object into a row: the one given, or a new one where it is negative.</summary>
    /// <returns>The row, or an error or null cell.</returns>
    public Cell ReadObject(ReadPlan plan, int row, string coordinate)
    {
        switch (Cursor.Peek())
        {
            case (byte)'{':
                break;
            case (byte)'n':
                return ReadNull();
            default:
                return Wrong(coordinate);
        }

        var start = Cursor.Position;
        if (FindRow(plan) is not { } target)
        {
            Cursor.Position = start;
            return Wrong(coordinate);
        }

        if (row == NoRow)
        {
            row = _store.CreateRow(target.Shape);
        }
        else if (!_store.TryNarrow(row, target.Shape))
        {
            // Two sources disagree on what the object is: the first one's word stands, and nothing is mixed into it.
            Cursor.Position = start;
            Cursor.TakeValue();
            return Cell.Object(row);
        }

        Cursor.Position = start + 1;
        if (!Cursor.TryTake((byte)'}'))
        {
            ReadProperties(plan, target, row);
        }

        return Cell.Object(row);
    }

    /// <summary>Reads a whole text as one field's value.</summary>
    public Cell ReadField(ReadProperty property)
    {
        var value = ReadValue(property, property.ListDepth, default);
        Cursor.ExpectEnd();
        return value;
    }

    private void ReadProperties(ReadPlan plan, RowPlan target, int row)
    {
        var properties = plan.Properties;
        var expected = 0;
        do
        {
            Cursor.Peek();
            var index = TakeName(properties, target.Slots, expected);
            Cursor.Expect((byte)':');
            if (index < 0)
            {
                Cursor.TakeValue();
                continue;
            }

            expected = index + 1;
            var slot = target.Slots[index];
            var value = ReadValue(properties[index], properties[index].ListDepth, _store.Slot(row, slot));
            _store.Slot(row, slot) = value;
        }
        while (Cursor.TryTake((byte)','));
        Cursor.Expect((byte)'}');
    }

    /// <summary>
    /// Of properties that share a name, each asked of other types, the one with a slot in this type's rows counts.
    /// </summary>
    /// <returns>The property's index; -1 for one that nobody asked for.</returns>
    private int TakeName(ReadProperty[] properties, int[] slots, int expected)
    {
        for (var offset = 0; offset < properties.Length; offset++)
        {
            var index = expected + offset;
            index = index < properties.Length ? index : index - properties.Length;
            if (slots[index] >= 0 && Cursor.TryTake(properties[index].QuotedName))
            {
                return index;
            }
        }

        Cursor.TakeString();
        return -1;
    }

    private RowPlan? FindRow(ReadPlan plan)
    {
        if (!plan.IsAbstract)
        {
            return plan.Rows[0];
        }

        Cursor.Position++;
        if (Cursor.TryTake((byte)'}'))
        {
            return null;
        }

        do
        {
            var name = Cursor.TakeString();
            Cursor.Expect((byte)':');
            if (name.SequenceEqual("\"__typename\""u8))
            {
                return Cursor.Peek() == '"' ? plan.FindRow(Cursor.TakeString()[1..^1]) : null;
            }

            Cursor.TakeValue();
        }
        while (Cursor.TryTake((byte)','));
        return null;
    }

    private Cell ReadValue(ReadProperty property, int listDepth, Cell existing)
    {
        if (listDepth > 0)
        {
            return ReadList(property, listDepth, existing);
        }

        if (property.Child is { } child)
        {
            return ReadObject(child, existing.Kind == CellKind.Object ? existing.Row : NoRow, property.Coordinate);
        }

        return ReadLeaf(property);
    }

    private Cell ReadList(ReadProperty property, int listDepth, Cell existing)
    {
        switch (Cursor.Peek())
        {
            case (byte)'[':
                break;
            case (byte)'n':
                return ReadNull();
            default:
                return Wrong(property.Coordinate);
        }

        Cursor.Position++;
        var mark = _store.BeginList();
        if (!Cursor.TryTake((byte)']'))
        {
            var index = 0;
            do
            {
                var earlier = existing.Kind == CellKind.List && index < existing.Count
                    ? _store.Elements(existing)[index]
                    : default;
                _store.Push(ReadValue(property, listDepth - 1, earlier));
                index++;
            }
            while (Cursor.TryTake((byte)','));
            Cursor.Expect((byte)']');
        }

        return _store.EndList(mark);
    }

    private Cell ReadLeaf(ReadProperty property)
    {
        var next = Cursor.Peek();
        var start = Cursor.Position;
        switch (next)
        {
            case (byte)'n':
                return ReadNull();
            case (byte)'"':
                var text = Cursor.TakeString();
                return AcceptsText(property, text)
                    ? Cell.Value(_buffer, start, text.Length)
                    : _store.AddError(ResultErrors.WrongType(property.Coordinate));
            case (byte)'t' or (byte)'f':
                var flag = Cursor.TakeValue();
                return property.Leaf switch
                {
                    LeafKind.Boolean or LeafKind.Any => Cell.Value(_buffer, start, flag.Length),
                    LeafKind.String when property.Coerces => Quote(flag),
                    _ => _store.AddError(ResultErrors.WrongType(property.Coordinate)),
                };
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                return ReadNumber(property);
            default:
                var value = Cursor.TakeValue();
                return property.Leaf == LeafKind.Any
                    ? Cell.Value(_buffer, start, value.Length)
                    : _store.AddError(ResultErrors.WrongType(property.Coordinate));
        }
    }

    private Cell ReadNumber(ReadProperty property)
    {
        var start = Cursor.Position;
        var number = Cursor.TakeNumber(out var isInteger);
        switch (property.Leaf)
        {
            case LeafKind.Any:
            case LeafKind.Float when IsFinite(number):
            case LeafKind.Int when isInteger && IsInt32(number):
                return Cell.Value(_buffer, start, number.Length);
            case LeafKind.Int when property.Coerces && IsWholeInt32(number, out var whole):
                Utf8Formatter.TryFormat(whole, _store.Reserve(IntDigitsMax), out var length);
                return _store.Commit(length);
            case LeafKind.String when property.Coerces:
            case LeafKind.ID when isInteger:
                return Quote(number);
            default:
                return _store.AddError(ResultErrors.WrongType(property.Coordinate));
        }
    }

    private Cell Quote(ReadOnlySpan<byte> plain)
    {
        var quoted = _store.Reserve(plain.Length + 2);
        quoted[0] = (byte)'"';
        plain.CopyTo(quoted[1..]);
        quoted[plain.Length + 1] = (byte)'"';
        return _store.Commit(plain.Length + 2);
    }

    private static bool IsInt32(ReadOnlySpan<byte> digits) =>
        digits.Length <= IntDigitsMax
        && Utf8Parser.TryParse(digits, out int _, out var consumed)
        && consumed == digits.Length;

    /// <summary>Only what is written with an exponent, or at great length, can be past all doubles.</summary>
    private static bool IsFinite(ReadOnlySpan<byte> number) =>
        (number.Length <= FiniteDigitsMax && number.IndexOfAny((byte)'e', (byte)'E') < 0)
        || (Utf8Parser.TryParse(number, out double value, out _) && double.IsFinite(value));

    /// <summary>Whether a number with a fraction or exponent is an Int all the same: 1.0, 12e1.</summary>
    private static bool IsWholeInt32(ReadOnlySpan<byte> number, out int whole)
    {
        var isNumber = Utf8Parser.TryParse(number, out double value, out var consumed) && consumed == number.Length;
        whole = isNumber && value is >= int.MinValue and <= int.MaxValue ? (int)value : 0;
        return isNumber && whole == value;
    }

    private static bool AcceptsText(ReadProperty property, ReadOnlySpan<byte> quoted) => property.Leaf switch
    {
        LeafKind.String or LeafKind.ID or LeafKind.Any => true,
        LeafKind.Enum => property.EnumValues is null || property.EnumValues.TryFind(quoted[1..^1], out _),
        _ => false,
    };

    private Cell ReadNull()
    {
        if (Cursor.TryTake("null"u8))
        {
            return Cell.Null;
        }

        throw Cursor.Malformed();
    }

    private Cell Wrong(string coordinate)
    {
        Cursor.TakeValue();
        return _store.AddError(ResultErrors.WrongType(coordinate));
    }
}
