using System.Xml.Linq;

namespace Gateway.Common.Sources.Soap.Import;

/// <summary>A part of a content model. Source: XML Schema 1.0 Part 1 §3.9.</summary>
/// <param name="Max"><see cref="int.MaxValue"/>: unbounded.</param>
internal abstract record Particle(int Min, int Max)
{
    public bool IsRepeated => Max > 1;
}

internal sealed record ElementParticle(
    int Min, int Max, XName Name, XsdType Type, bool IsNillable, XElement Declaration) : Particle(Min, Max)
{
    /// <summary>Of the head of a substitution group: all elements that may stand here; else null.</summary>
    public ChoiceParticle? Alternatives { get; init; }

    /// <summary>Its items are all children, whatever they are called (SOAP's encoded arrays).</summary>
    public XmlNodeKind Kind { get; init; } = XmlNodeKind.Element;
}

/// <summary>A sequence or <c>xs:all</c>: all items, written in this order.</summary>
internal sealed record SequenceParticle(int Min, int Max, IReadOnlyList<Particle> Items) : Particle(Min, Max);

internal sealed record ChoiceParticle(int Min, int Max, IReadOnlyList<Particle> Items) : Particle(Min, Max);

/// <summary><c>xs:any</c>.</summary>
internal sealed record AnyParticle(int Min, int Max) : Particle(Min, Max);

internal sealed record AttributeUse(XName Name, XsdType Type, bool IsRequired, XElement Declaration);

/// <summary>What an element of a type holds.</summary>
/// <param name="Items">In the order in which they are written.</param>
/// <param name="Text">Of simple or mixed content; else null.</param>
internal sealed record Content(
    IReadOnlyList<Particle> Items, IReadOnlyList<AttributeUse> Attributes, XsdType? Text, bool IsMixed)
{
    /// <summary>Attributes that the contract does not name may stand there (<c>xs:anyAttribute</c>).</summary>
    public bool HasAnyAttribute { get; init; }

    public static Content Empty { get; } = new([], [], null, false);

    public bool IsEmpty => Items.Count == 0 && Attributes.Count == 0 && Text is null && !HasAnyAttribute;
}
