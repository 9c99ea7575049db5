using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Merge;

/// <summary>A type as it stands in one source.</summary>
/// <param name="IsInterfaceObject">An object type that stands for an interface of other sources.</param>
internal sealed record TypeOccurrence(SourceFacts Facts, NamedType Type, bool IsInterfaceObject);

/// <summary>A field as it stands in one source.</summary>
internal sealed record FieldOccurrence(SourceFacts Facts, FieldDefinition Field);

/// <summary>All that the sources say of one field, in their order.</summary>
internal sealed record FieldGroup(TypeGroup Type, string Name, List<FieldOccurrence> All)
{
    public string Coordinate => $"{Type.Name}.{Name}";
}

/// <summary>An argument or input field as it stands in one source.</summary>
internal sealed record InputOccurrence(SourceFacts Facts, InputValueDefinition Input);

/// <summary>All that the sources say of one type name, in their order.</summary>
internal sealed record TypeGroup(string Name, IReadOnlyList<TypeOccurrence> Occurrences)
{
    /// <summary>The first that is itself what it stands for; decides the kind.</summary>
    public NamedType Leading => LeadingOccurrence.Type;

    /// <summary>Whether all sources mean the same kind; where not, a rule says so, and nothing else is said.</summary>
    public bool IsOneKind => Occurrences.All(
        occurrence => occurrence.IsInterfaceObject || occurrence.Type.GetType() == Leading.GetType());

    public TypeOccurrence LeadingOccurrence =>
        Occurrences.FirstOrDefault(occurrence => !occurrence.IsInterfaceObject) ?? Occurrences[0];
}
