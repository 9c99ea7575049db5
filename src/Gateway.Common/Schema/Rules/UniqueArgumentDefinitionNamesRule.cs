using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>Arguments of a field or directive differ in name. Source: GraphQL §3.6, §3.13.</summary>
internal static class UniqueArgumentDefinitionNamesRule
{
    public static Action<SdlDefinition> Start(SdlContext context)
    {
        var repeated = new RepeatedNames();
        return definition =>
        {
            switch (definition.Node)
            {
                case ComplexTypeDefinitionNode type:
                    CheckFields(context, definition, type, repeated);
                    break;
                case DirectiveDefinitionNode directive
                    when repeated.Any(directive.Arguments.Elements(), static argument => argument.Name):
                    Report(context, definition, $"@{directive.Name}", directive.Arguments);
                    break;
            }
        };
    }

    private static void CheckFields(
        SdlContext context, SdlDefinition definition, ComplexTypeDefinitionNode type, RepeatedNames repeated)
    {
        foreach (var field in type.Fields.Elements())
        {
            if (repeated.Any(field.Arguments.Elements(), static argument => argument.Name))
            {
                Report(context, definition, $"{type.Name}.{field.Name}", field.Arguments);
            }
        }
    }

    private static void Report(
        SdlContext context,
        SdlDefinition definition,
        string owner,
        IReadOnlyList<InputValueDefinitionNode> arguments)
    {
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
