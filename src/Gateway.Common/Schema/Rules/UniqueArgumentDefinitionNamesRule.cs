using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>Arguments of a field or directive differ in name. Source: GraphQL §3.6, §3.13.</summary>
internal static class UniqueArgumentDefinitionNamesRule
{
    public static void Check(SdlContext context)
    {
        foreach (var definition in context.Definitions)
        {
            switch (definition.Node)
            {
                case ComplexTypeDefinitionNode type:
                    foreach (var field in type.Fields)
                    {
                        CheckOne(context, definition, $"{type.Name}.{field.Name}", field.Arguments);
                    }

                    break;
                case DirectiveDefinitionNode directive:
                    CheckOne(context, definition, $"@{directive.Name}", directive.Arguments);
                    break;
            }
        }
    }

    private static void CheckOne(
        SdlContext context,
        SdlDefinition definition,
        string owner,
        IReadOnlyList<InputValueDefinitionNode> arguments)
    {
        if (arguments.Count < 2)
        {
            return;
        }

        foreach (var group in arguments.Select(argument => argument.Name).GroupBy(name => name))
        {
            var locations = group.Select(name => (SchemaLocation?)definition.At(name)).ToArray();
            if (locations.Length > 1)
            {
                context.Report(
                    SchemaErrorCodes.ArgumentDefinedTwice,
                    $"The argument \"{owner}({group.Key}:)\" is defined more than once.",
                    locations);
            }
        }
    }
}
