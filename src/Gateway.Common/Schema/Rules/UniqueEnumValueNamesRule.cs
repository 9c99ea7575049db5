using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>Values of an enum, its extensions included, differ in name. Source: GraphQL §3.9.</summary>
internal static class UniqueEnumValueNamesRule
{
    public static void Check(SdlContext context)
    {
        var members = new UniqueMembers(context, SchemaErrorCodes.EnumValueDefinedTwice, "enum value");
        for (var index = 0; index < context.Definitions.Count; index++)
        {
            if (context.Definitions[index].Node is EnumTypeDefinitionNode node)
            {
                members.Check(index, node.Values, static value => value.Name, HasValue);
            }
        }
    }

    private static bool HasValue(NamedType type, Name name) => (type as EnumType)?.Values.Find(name.Utf8) is not null;
}
