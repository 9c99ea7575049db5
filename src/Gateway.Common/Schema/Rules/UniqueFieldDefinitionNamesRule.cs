using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>Fields of a type, its extensions included, differ in name. Source: GraphQL §3.6, §3.7, §3.10.</summary>
internal static class UniqueFieldDefinitionNamesRule
{
    public static void Check(SdlContext context)
    {
        var members = new UniqueMembers(context, SchemaErrorCodes.FieldDefinedTwice, "field");
        foreach (var definition in context.Definitions)
        {
            if (definition.Node is not TypeDefinitionNode node)
            {
                continue;
            }

            var extended = context.Extended?.FindType(node.Name.Utf8);
            foreach (var name in FieldNames(node))
            {
                members.Add(definition, node.Name, name, HasField(extended, name));
            }
        }
    }

    private static IEnumerable<Name> FieldNames(TypeDefinitionNode node) => node switch
    {
        ComplexTypeDefinitionNode complex => complex.Fields.Select(field => field.Name),
        InputObjectTypeDefinitionNode input => input.Fields.Select(field => field.Name),
        _ => [],
    };

    private static bool HasField(NamedType? type, Name name) => type switch
    {
        ComplexType complex => complex.Fields.Find(name.Utf8) is not null,
        InputObjectType input => input.Fields.Find(name.Utf8) is not null,
        _ => false,
    };
}
