using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>Arguments and input fields have input types; required ones are not deprecated.</summary>
/// <remarks>Source: GraphQL §3.6, §3.10, §3.13.</remarks>
internal static class InputValuesRule
{
    public static void CheckDirectives(TypeSystemContext context) => InputValueSite.VisitDirectives(context, CheckOne);

    public static void Check(TypeSystemContext context, NamedType type) =>
        InputValueSite.Visit(context, type, CheckOne);

    private static void CheckOne(TypeSystemContext context, InputValueSite site)
    {
        var input = site.Input;
        if (!input.Type.Named.IsInput)
        {
            context.Report(
                SchemaErrorCodes.NotInputType,
                $"\"{site.Coordinate}\" must have an input type, not \"{input.Type}\".",
                site.IsDirectiveArgument ? TypeSystemContext.At(input.Syntax) : TypeSystemContext.AtType(input));
        }

        if (input is { DeprecationReason: not null, IsRequired: true })
        {
            context.Report(
                SchemaErrorCodes.RequiredInputDeprecated,
                $"\"{site.Coordinate}\" is required and so cannot be deprecated.",
                TypeSystemContext.At<InputValueDefinitionNode>(input.Syntax, Deprecation),
                TypeSystemContext.AtType(input));
        }
    }

    private static DirectiveNode? Deprecation(InputValueDefinitionNode node) =>
        node.Directives.FirstOrDefault(directive => directive.Name.Is("deprecated"u8));
}
