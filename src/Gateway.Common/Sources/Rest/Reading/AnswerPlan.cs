using Gateway.Common.Primitives;
using Gateway.Common.Results;

namespace Gateway.Common.Sources.Rest.Reading;

internal enum AnswerKind : byte
{
    Leaf,
    List,

    /// <summary>An object whose properties are entries of a list.</summary>
    Map,
    Object,

    /// <summary>An object, or a wrapped value, whose type shows only in the answer.</summary>
    Choice,

    /// <summary>One property or element of a value, which is all that is read of it.</summary>
    Step,
}

/// <summary>How a JSON value becomes a cell: compiled once from a selection.</summary>
internal sealed class AnswerPlan(AnswerKind kind, string coordinate)
{
    public AnswerKind Kind { get; } = kind;

    /// <summary>For errors: <c>Type.field</c>.</summary>
    public string Coordinate { get; } = coordinate;

    /// <summary>Of a leaf.</summary>
    public LeafKind Leaf { get; init; }

    /// <summary>Of an enum.</summary>
    public EnumWire? Enum { get; init; }

    /// <summary>Of a list, and of a step.</summary>
    public AnswerPlan? Element { get; init; }

    /// <summary>Of a step.</summary>
    public AnswerStep? Step { get; init; }

    /// <summary>Of an object, and of a map's entries.</summary>
    public AnswerRow? Row { get; init; }

    /// <summary>Of a choice.</summary>
    public MemberChoice? Choice { get; init; }
}

/// <summary>How an object's properties go into a row of one type.</summary>
internal sealed class AnswerRow
{
    public required Shape Shape { get; init; }

    /// <summary>In the order of the selection; each name once.</summary>
    public required AnswerProperty[] Properties { get; init; }

    /// <summary>Every slot that the answer decides: null until a property says otherwise.</summary>
    public required int[] Slots { get; init; }

    /// <summary>Of a map's entries: slots for the property's name.</summary>
    public int[] KeySlots { get; init; } = [];

    /// <summary>Where properties go that no field of the type stands for, or null.</summary>
    public AnswerAdditional? Additional { get; init; }

    /// <summary>Whether the one property is the whole value: <c>@wrapped</c>.</summary>
    public bool IsWrapped { get; init; }
}

/// <param name="Name">On the wire, bare.</param>
/// <param name="QuotedName">In quotes, as it is expected.</param>
/// <param name="Targets">Several where aliases ask for the same property.</param>
internal sealed record AnswerProperty(byte[] Name, byte[] QuotedName, AnswerTarget[] Targets)
{
    /// <summary>Whether it is one of the additional properties too: a pointer asks for one entry of those.</summary>
    public bool IsAdditional { get; init; }
}

/// <summary>A reference token of a JSON pointer. Source: RFC 6901 §4.</summary>
/// <param name="Property">In an object; of a choice of one.</param>
/// <param name="Index">In a list, from 0; -1 for a token that is none.</param>
internal sealed record AnswerStep(AnswerProperty[] Property, int Index);

/// <param name="Slot">In the row.</param>
internal readonly record struct AnswerTarget(int Slot, AnswerPlan Plan);

/// <param name="Declared">Quoted names of the type's own fields, asked for or not.</param>
/// <param name="Targets">Slots of lists and how their entries are read.</param>
internal sealed record AnswerAdditional(Utf8Map<byte[]> Declared, AnswerTarget[] Targets);
