using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>Values of an enum, its extensions included, differ in name. Source: GraphQL §3.9.</summary>
internal static class UniqueEnumValueNamesRule
{
    public static void Check(SdlContext context)
    {
        var members = new UniqueMembers(context, SchemaErrorCodes.EnumValueDefinedTwice, "enum value");
        foreach (var definition in context.Definitions)
        {
            if (definition.Node is not EnumTypeDefinitionNode node)
            {
                continue;
            }

            var extended = context.Extended?.FindType(node.Name.Utf8) as EnumType;
            foreach (var value in node.Values)
            {
                var isInherited = extended?.Values.Find(value.Name.Utf8) is not null;
                members.Add(definition, node.Name, value.Name, isInherited);
            }
        }
    }
}
