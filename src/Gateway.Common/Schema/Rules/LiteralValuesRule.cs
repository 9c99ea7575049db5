using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>Default values, and arguments of applied directives, fit their types.</summary>
/// <remarks>Source: GraphQL §3.6 Type Validation 2.4.5, §5.6.1 Values of Correct Type.</remarks>
internal static class LiteralValuesRule
{
    public static void CheckDirectives(TypeSystemContext context) =>
        InputValueSite.VisitDirectives(context, CheckDefault);

    public static void Check(TypeSystemContext context, NamedType type) =>
        InputValueSite.Visit(context, type, CheckDefault);

    /// <summary>Checks the arguments of applied directives.</summary>
    public static void CheckApplied(TypeSystemContext context)
    {
        void CheckSite(DirectiveSite site)
        {
            for (var index = 0; index < site.Directives.Count; index++)
            {
                CheckDirective(context, site, site.Directives[index]);
            }
        }

        Action<DirectiveSite> checkSite = CheckSite;
        foreach (var definition in new SdlDefinitions(context.Schema.Documents))
        {
            DirectiveSites.Visit(definition, checkSite);
        }
    }

    private static void CheckDefault(TypeSystemContext context, InputValueSite site)
    {
        var input = site.Input;
        if (input.DefaultValue is not { } value || !input.Type.Named.IsInput)
        {
            return;
        }

        foreach (var fault in LiteralFaults.Find(value, input.Type))
        {
            context.Report(
                SchemaErrorCodes.DefaultValueInvalid,
                $"The default of \"{site.Coordinate}\" is invalid: {fault.Message}",
                input.Syntax is { } syntax ? new SchemaLocation(syntax.Document, fault.Node.Span.Start) : null);
        }
    }

    private static void CheckDirective(TypeSystemContext context, DirectiveSite site, DirectiveNode directive)
    {
        if (context.Schema.DirectiveDefinitions.Find(directive.Name.Utf8) is not { } definition)
        {
            return;
        }

        foreach (var given in directive.Arguments.Elements())
        {
            if (definition.Arguments.Find(given.Name.Utf8) is not { Type.Named.IsInput: true } argument)
            {
                continue;
            }

            foreach (var fault in LiteralFaults.Find(given.Value, argument.Type))
            {
                context.Report(
                    SchemaErrorCodes.DirectiveArgumentInvalid,
                    $"\"@{directive.Name}({given.Name}:)\" is invalid: {fault.Message}",
                    site.At(fault.Node));
            }
        }
    }
}
