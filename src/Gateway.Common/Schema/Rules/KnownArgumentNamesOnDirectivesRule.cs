using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>Directives are given only arguments that they define. Source: GraphQL §5.4.1.</summary>
internal static class KnownArgumentNamesOnDirectivesRule
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

        for (var index = 0; index < directive.Arguments.Count; index++)
        {
            var argument = directive.Arguments[index];
            if (!signature.HasArgument(argument.Name))
            {
                context.Report(
                    SchemaErrorCodes.UnknownDirectiveArgument,
                    $"The directive \"@{directive.Name}\" has no argument \"{argument.Name}\".",
                    site.At(argument));
            }
        }
    }
}
