using Gateway.Common.Planning;
using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources.Grpc.Wire;

/// <summary>How a message becomes rows of one object type: compiled once from a selection.</summary>
/// <remarks>
/// Shape: fields that were asked for, found by number; a field asked for twice has two entries in a chain, and each
/// member of a oneof has one.
/// </remarks>
internal sealed class MessagePlan
{
    private const int DenseNumberMax = 255;
    private const int BitsMax = 64;

    private readonly FieldPlan?[] _dense;
    private readonly Dictionary<int, FieldPlan> _sparse = [];

    public MessagePlan(Shape shape, FieldPlan[] fields)
    {
        Shape = shape;
        Fields = fields;
        IsDemanding = Array.Exists(
            fields, static field => field.IsDemanded || (!field.IsList && field.Child is { IsDemanding: true }));
        var largest = fields.Length == 0 ? 0 : fields.Max(static field => field.Number);
        _dense = new FieldPlan?[Math.Min(largest, DenseNumberMax) + 1];
        var lists = 0;
        for (var index = fields.Length - 1; index >= 0; index--)
        {
            var field = fields[index];
            field.Place(Find(field.Number), field.IsList ? lists++ : -1);
            if (field.Number < _dense.Length)
            {
                _dense[field.Number] = field;
            }
            else
            {
                _sparse[field.Number] = field;
            }
        }

        First = Order();
    }

    public Shape Shape { get; }

    public FieldPlan[] Fields { get; }

    /// <summary>Whether a message of it can lack what is required, itself or in one below that is no list's.</summary>
    public bool IsDemanding { get; }

    /// <summary>
    /// The one of the lowest number, which writers begin with; <see cref="FieldPlan.None"/> of no fields.
    /// </summary>
    public FieldPlan First { get; }

    /// <summary>
    /// The <see cref="FieldPlan.Bit"/>s of a message that has all its fields; 0 where they are too many.
    /// </summary>
    public ulong All { get; private set; }

    /// <returns>The first field plan with the number; null for a number that nobody asked for.</returns>
    public FieldPlan? Find(int number) =>
        (uint)number < (uint)_dense.Length ? _dense[number] : _sparse.GetValueOrDefault(number);

    /// <summary>Tells each field which one writers put behind it, and its bit.</summary>
    private FieldPlan Order()
    {
        var numbers = Fields.Select(static field => field.Number).Distinct().Order().ToArray();
        var slots = Fields.Select(static field => field.Slot).Distinct().ToArray();
        foreach (var field in Fields)
        {
            var next = numbers[(Array.IndexOf(numbers, field.Number) + 1) % numbers.Length];
            field.Order(Find(next)!, slots.Length > BitsMax ? 0 : 1UL << Array.IndexOf(slots, field.Slot));
            All |= field.Bit;
        }

        return numbers.Length == 0 ? FieldPlan.None : Find(numbers[0])!;
    }

    /// <exception cref="SourceException">The selection is of no message.</exception>
    public static MessagePlan Compile(FetchSelection selection)
    {
        if (selection.IsAbstract)
        {
            throw new SourceException(
                SourceErrorCodes.Failed, $"{selection.Type.Name} is no oneof's union, so no message becomes one.");
        }

        return Compile(selection, selection.Row);
    }

    private static MessagePlan Compile(FetchSelection selection, RowPlan row)
    {
        var fields = new List<FieldPlan>();
        for (var index = 0; index < selection.Fields.Count; index++)
        {
            if (row.Slots[index] is >= 0 and var slot)
            {
                AddField(fields, selection.Fields[index], slot);
            }
        }

        return new MessagePlan(row.Shape, [.. fields]);
    }

    private static void AddField(List<FieldPlan> fields, FetchField field, int slot)
    {
        if (field.Field.Type.Named is UnionType union && field.Selection is { } members)
        {
            foreach (var member in GrpcDirectives.MembersOf(union))
            {
                if (members.FindRow(member.Type.Utf8Name) is { } row)
                {
                    fields.Add(FieldPlan.OfMember(field, slot, member, Compile(members, row)));
                }
            }

            return;
        }

        if (GrpcDirectives.NumberOf(field.Field) is not { } number)
        {
            throw new SourceException(
                SourceErrorCodes.Failed, $"{field.Field.Coordinate} needs @proto(number:) to be read.");
        }

        fields.Add(FieldPlan.Of(field, slot, number, field.Selection is { } child ? Compile(child) : null));
    }
}
