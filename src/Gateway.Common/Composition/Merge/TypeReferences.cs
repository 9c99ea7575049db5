using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Merge;

/// <summary>Finds the one type that serves what several sources say of a field.</summary>
/// <remarks>
/// Shape: output types widen (nullable wins, supertype wins), input types narrow (non-null wins); null where there is
/// no such type. Source: Composite Schemas §4.2 Merge, Least Restrictive Type and Most Restrictive Type.
/// </remarks>
internal static class TypeReferences
{
    public static TypeNode Of(SourceFacts facts, SchemaType type) => type switch
    {
        NonNullType nonNull => new NonNullTypeNode(Of(facts, nonNull.Nullable), default),
        ListType list => new ListTypeNode(Of(facts, list.ElementType), default),
        _ => new NamedTypeNode(new Name(facts.NameOf(type.Named)), default),
    };

    public static TypeNode? Output(MergeContext context, TypeNode left, TypeNode right) => (left, right) switch
    {
        (NonNullTypeNode a, NonNullTypeNode b) =>
            Output(context, a.NullableType, b.NullableType) is { } type ? new NonNullTypeNode(type, default) : null,
        (NonNullTypeNode a, _) => Output(context, a.NullableType, right),
        (_, NonNullTypeNode b) => Output(context, left, b.NullableType),
        (ListTypeNode a, ListTypeNode b) =>
            Output(context, a.ElementType, b.ElementType) is { } type ? new ListTypeNode(type, default) : null,
        (NamedTypeNode a, NamedTypeNode b) => Supertype(context, a, b),
        _ => null,
    };

    public static TypeNode? Input(TypeNode left, TypeNode right) => (left, right) switch
    {
        (_, NonNullTypeNode) or (NonNullTypeNode, _) =>
            Input(Nullable(left), Nullable(right)) is { } type ? new NonNullTypeNode(type, default) : null,
        (ListTypeNode a, ListTypeNode b) =>
            Input(a.ElementType, b.ElementType) is { } type ? new ListTypeNode(type, default) : null,
        (NamedTypeNode a, NamedTypeNode b) => a.Name == b.Name ? a : null,
        _ => null,
    };

    private static TypeNode Nullable(TypeNode type) => type is NonNullTypeNode nonNull ? nonNull.NullableType : type;

    private static NamedTypeNode? Supertype(MergeContext context, NamedTypeNode left, NamedTypeNode right)
    {
        var (a, b) = (left.Name.Value, right.Name.Value);
        return a == b || context.SupertypesOf(b).Contains(a) ? left
            : context.SupertypesOf(a).Contains(b) ? right
            : null;
    }
}
