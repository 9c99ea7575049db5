using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Validation.Rules;

/// <summary>Resolves written types.</summary>
internal static class TypeReferences
{
    /// <summary>Null where the name is unknown.</summary>
    public static SchemaType? Resolve(TypeNode node, GraphQLSchema schema) => node switch
    {
        NamedTypeNode named => schema.FindType(named.Name.Utf8),
        ListTypeNode list => Resolve(list.ElementType, schema) is { } element ? new ListType(element) : null,
        NonNullTypeNode nonNull => Resolve(nonNull.NullableType, schema) is { } type ? new NonNullType(type) : null,
        _ => null,
    };
}
