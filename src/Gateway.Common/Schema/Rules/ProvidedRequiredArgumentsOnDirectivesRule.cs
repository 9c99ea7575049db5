using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>Directives are given every argument that is non-null and has no default. Source: GraphQL §5.4.3.</summary>
internal static class ProvidedRequiredArgumentsOnDirectivesRule
{
    public static void Check(SdlContext context, DirectiveSite site)
    {
        foreach (var directive in site.Directives.Elements())
        {
            Check(context, site, directive);
        }
    }

    private static void Check(SdlContext context, DirectiveSite site, DirectiveNode directive)
    {
        if (!context.Directives.TryGetValue(directive.Name, out var signature))
        {
            return;
        }

        for (var index = 0; index < signature.Arguments.Count; index++)
        {
            var argument = signature.Arguments[index];
            if (argument.IsRequired && !IsGiven(directive, argument.Name))
            {
                context.Report(
                    SchemaErrorCodes.DirectiveArgumentMissing,
                    $"The directive \"@{directive.Name}\" requires the argument \"{argument.Name}\".",
                    site.At(directive));
            }
        }
    }

    private static bool IsGiven(DirectiveNode directive, Name argument)
    {
        for (var index = 0; index < directive.Arguments.Count; index++)
        {
            if (directive.Arguments[index].Name == argument)
            {
                return true;
            }
        }

        return false;
    }
}
