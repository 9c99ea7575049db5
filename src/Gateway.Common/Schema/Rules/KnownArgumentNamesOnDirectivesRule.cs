using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>Directives are given only arguments that they define. Source: GraphQL §5.4.1.</summary>
internal static class KnownArgumentNamesOnDirectivesRule
{
    public static void Check(SdlContext context)
    {
        foreach (var site in context.Sites)
        {
            foreach (var directive in site.Directives)
            {
                Check(context, site, directive);
            }
        }
    }

    private static void Check(SdlContext context, DirectiveSite site, DirectiveNode directive)
    {
        if (!context.Directives.TryGetValue(directive.Name, out var signature))
        {
            return;
        }

        foreach (var argument in directive.Arguments)
        {
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
