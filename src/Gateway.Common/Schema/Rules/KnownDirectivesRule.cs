using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>Directives are defined, and stand where their definition allows. Source: GraphQL §5.7.1, §5.7.2.</summary>
internal static class KnownDirectivesRule
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
            if (!context.Options.AllowUnknownDirectives)
            {
                context.Report(
                    SchemaErrorCodes.UnknownDirective,
                    $"Nothing defines the directive \"@{directive.Name}\".",
                    site.At(directive));
            }
        }
        else if (!signature.Locations.Contains(site.Location))
        {
            context.Report(
                SchemaErrorCodes.DirectiveMisplaced,
                $"The directive \"@{directive.Name}\" is not for {site.Location}.",
                site.At(directive));
        }
    }
}
