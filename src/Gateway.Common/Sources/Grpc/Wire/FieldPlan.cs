using Gateway.Common.Planning;

namespace Gateway.Common.Sources.Grpc.Wire;

/// <summary>Where one field's values go.</summary>
internal sealed class FieldPlan
{
    public required int Number { get; init; }

    public required ProtoKind Kind { get; init; }

    public required WireType WireType { get; init; }

    public required int Slot { get; init; }

    public bool IsList { get; init; }

    /// <summary>Of a list: which of its message's it is.</summary>
    public int List { get; private set; }

    /// <summary>Absent means default: there is no null.</summary>
    public bool IsNonNull { get; init; }

    /// <summary>A message without it is none (proto2's <c>required</c>).</summary>
    public bool IsDemanded { get; init; }

    /// <summary>Of one of a oneof's fields: the others put the slot out again.</summary>
    public bool IsOneofMember { get; init; }

    /// <summary>The row is an object around the value.</summary>
    public bool IsWrapped { get; init; }

    /// <summary>Of a message; of a wrapped oneof member the wrapper's.</summary>
    public MessagePlan? Child { get; init; }

    /// <summary>Of a scalar or enum.</summary>
    public ValuePlan? Value { get; init; }

    /// <summary>One scalar or enum straight into its slot: known beforehand, as each value asks.</summary>
    public bool IsPlain { get; private set; }

    /// <summary>Text, and <see cref="IsPlain"/>: what is read most.</summary>
    public bool IsText { get; private set; }

    /// <summary>The tag as written, where it is of one byte; -1 where it is longer.</summary>
    public int Tag { get; private set; } = -1;

    /// <summary>The next plan of the same number.</summary>
    public FieldPlan? Next { get; private set; }

    /// <summary>The plan of the next number, of the last one the first: what is expected behind it.</summary>
    public FieldPlan After { get; private set; } = null!;

    /// <summary>One bit for its slot among its message's; 0 where they are too many.</summary>
    public ulong Bit { get; private set; }

    /// <summary>Stands for what never comes.</summary>
    public static FieldPlan None { get; } = MakeNone();

    /// <summary>Of what has one place in the chain of its number and among its message's lists.</summary>
    /// <param name="next">As <see cref="Next"/>.</param>
    /// <param name="list">As <see cref="List"/>.</param>
    public void Place(FieldPlan? next, int list)
    {
        (Next, List) = (next, list);
        IsPlain = Value is not null && !IsList && !IsWrapped && next is null;
        IsText = IsPlain && Kind == ProtoKind.String;
        var tag = (Number << ProtoReader.NumberShift) | (int)WireType;
        Tag = tag <= ProtoReader.ByteTagMax ? tag : -1;
    }

    /// <summary>Ends compiling.</summary>
    /// <param name="after">As <see cref="After"/>.</param>
    /// <param name="bit">As <see cref="Bit"/>.</param>
    public void Order(FieldPlan after, ulong bit) => (After, Bit) = (after, bit);

    public static FieldPlan Of(FetchField field, int slot, int number, MessagePlan? child)
    {
        var type = field.Field.Type;
        var kind = GrpcDirectives.KindOf(field.Field, type.Named);
        if (child is not null != (kind is ProtoKind.Message or ProtoKind.Group))
        {
            throw new SourceException(
                SourceErrorCodes.Failed,
                $"{field.Field.Coordinate} of type {type} cannot be a {ProtoKinds.NameOf(kind)}.");
        }

        return new FieldPlan
        {
            Number = number,
            Kind = kind,
            WireType = ProtoKinds.WireTypeOf(kind),
            Slot = slot,
            IsList = type.IsList,
            IsNonNull = type.IsNonNull,
            IsDemanded = GrpcDirectives.IsDemanded(field.Field),
            Child = child,
            Value = child is null
                ? new ValuePlan(kind, type.Named, field.Field.Coordinate)
                {
                    Default = GrpcDirectives.DefaultOf(field.Field),
                }
                : null,
        };
    }

    public static FieldPlan OfMember(FetchField field, int slot, OneofMember member, MessagePlan row)
    {
        // A wrapped member is read by the wrapper's only field, which may not have been asked for.
        var wireType = member.IsWrapped
            ? member.Type.Fields.Select(static inner => ProtoKinds.WireTypeOf(
                GrpcDirectives.KindOf(inner, inner.Type.Named))).FirstOrDefault()
            : WireType.Bytes;
        return new FieldPlan
        {
            Number = member.Number,
            Kind = ProtoKind.Message,
            WireType = wireType,
            Slot = slot,
            IsNonNull = field.Field.Type.IsNonNull,
            IsOneofMember = true,
            IsWrapped = member.IsWrapped,
            Child = row,
        };
    }

    private static FieldPlan MakeNone()
    {
        var none = new FieldPlan { Number = 0, Kind = ProtoKind.None, WireType = default, Slot = 0 };
        none.After = none;
        return none;
    }
}
