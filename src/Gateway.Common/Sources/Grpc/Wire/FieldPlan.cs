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

    /// <summary>The next plan of the same number; -1 for none.</summary>
    public int Next { get; private set; } = -1;

    /// <summary>Ends compiling.</summary>
    /// <param name="next">As <see cref="Next"/>.</param>
    /// <param name="list">As <see cref="List"/>.</param>
    public void Place(int next, int list)
    {
        (Next, List) = (next, list);
        IsPlain = Value is not null && !IsList && !IsWrapped && next < 0;
    }

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
}
