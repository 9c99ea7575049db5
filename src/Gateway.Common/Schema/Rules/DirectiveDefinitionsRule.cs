using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>A directive may stand somewhere, and only where the specification knows a place.</summary>
/// <remarks>Source: GraphQL §3.13. Its name and arguments are checked with all others.</remarks>
internal static class DirectiveDefinitionsRule
{
    private static readonly HashSet<string> Known =
    [
        "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT",
        "VARIABLE_DEFINITION", "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE",
        "UNION", "ENUM", "ENUM_VALUE", "INPUT_OBJECT", "INPUT_FIELD_DEFINITION",
    ];

    public static void Check(TypeSystemContext context)
    {
        foreach (var directive in context.Schema.DirectiveDefinitions)
        {
            if (directive.Locations.Count == 0)
            {
                context.Report(
                    SchemaErrorCodes.DirectiveWithoutLocations,
                    $"The directive \"@{directive.Name}\" has no location.",
                    TypeSystemContext.At(directive.Syntax));
            }

            foreach (var location in directive.Locations)
            {
                if (!Known.Contains(location))
                {
                    context.Report(
                        SchemaErrorCodes.DirectiveLocationUnknown,
                        $"The directive \"@{directive.Name}\" names the unknown location {location}.",
                        TypeSystemContext.At<DirectiveDefinitionNode>(directive.Syntax, static node => node));
                }
            }
        }
    }
}
