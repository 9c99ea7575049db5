using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>Fields of a type, its extensions included, differ in name. Source: GraphQL §3.6, §3.7, §3.10.</summary>
internal static class UniqueFieldDefinitionNamesRule
{
    public static Action<SdlDefinition> Start(SdlContext context)
    {
        var members = new UniqueMembers(context, SchemaErrorCodes.FieldDefinedTwice, "field");
        return definition =>
        {
            switch (definition.Node)
            {
                case ComplexTypeDefinitionNode complex:
                    members.Check(definition, complex.Fields.Elements(), static field => field.Name, HasField);
                    break;
                case InputObjectTypeDefinitionNode input:
                    members.Check(definition, input.Fields.Elements(), static field => field.Name, HasField);
                    break;
            }
        };
    }

    private static bool HasField(NamedType type, Name name) => type switch
    {
        ComplexType complex => complex.Fields.Find(name.Utf8) is not null,
        InputObjectType input => input.Fields.Find(name.Utf8) is not null,
        _ => false,
    };
}
