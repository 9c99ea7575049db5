using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Merge;

/// <summary>A type as it stands in one source.</summary>
/// <param name="IsInterfaceObject">An object type that stands for an interface of other sources.</param>
internal sealed record TypeOccurrence(SourceFacts Facts, NamedType Type, bool IsInterfaceObject);

/// <summary>A field as it stands in one source.</summary>
internal sealed record FieldOccurrence(SourceFacts Facts, FieldDefinition Field);

/// <summary>An argument or input field as it stands in one source.</summary>
internal sealed record InputOccurrence(SourceFacts Facts, InputValueDefinition Input);

/// <summary>All that the sources say of one type name, in their order.</summary>
internal sealed record TypeGroup(string Name, IReadOnlyList<TypeOccurrence> Occurrences)
{
    /// <summary>The first that is itself what it stands for; decides the kind.</summary>
    public NamedType Leading =>
        (Occurrences.FirstOrDefault(occurrence => !occurrence.IsInterfaceObject) ?? Occurrences[0]).Type;
}
