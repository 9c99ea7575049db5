using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>Values of an enum, its extensions included, differ in name. Source: GraphQL §3.9.</summary>
internal static class UniqueEnumValueNamesRule
{
    public static Action<SdlDefinition> Start(SdlContext context)
    {
        var members = new UniqueMembers(context, SchemaErrorCodes.EnumValueDefinedTwice, "enum value");
        return definition =>
        {
            if (definition.Node is EnumTypeDefinitionNode node)
            {
                members.Check(definition, node.Values.Elements(), static value => value.Name, HasValue);
            }
        };
    }

    private static bool HasValue(NamedType type, Name name) => (type as EnumType)?.Values.Find(name.Utf8) is not null;
}
