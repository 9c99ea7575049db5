using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Merge;

/// <summary>Types as sources refer to them, in the names of the merged schema.</summary>
internal static class TypeReferences
{
    public static TypeNode Of(SourceFacts facts, SchemaType type) => type switch
    {
        NonNullType nonNull => new NonNullTypeNode(Of(facts, nonNull.Nullable), default),
        ListType list => new ListTypeNode(Of(facts, list.ElementType), default),
        _ => new NamedTypeNode(new Name(facts.NameOf(type.Named)), default),
    };

    /// <summary>The type that is as strict as both; null where they are of different shape or name.</summary>
    /// <remarks>Source: Composite Schemas §4.3 Most Restrictive Type.</remarks>
    public static TypeNode? MostRestrictive(TypeNode left, TypeNode right) => (left, right) switch
    {
        (_, NonNullTypeNode) or (NonNullTypeNode, _) =>
            MostRestrictive(Nullable(left), Nullable(right)) is { } type ? new NonNullTypeNode(type, default) : null,
        (ListTypeNode a, ListTypeNode b) =>
            MostRestrictive(a.ElementType, b.ElementType) is { } type ? new ListTypeNode(type, default) : null,
        (NamedTypeNode a, NamedTypeNode b) => a.Name == b.Name ? a : null,
        _ => null,
    };

    public static TypeNode Nullable(TypeNode type) => type is NonNullTypeNode nonNull ? nonNull.NullableType : type;
}
