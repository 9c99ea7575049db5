using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>A directive is given each argument once. Source: GraphQL §5.4.2.</summary>
internal static class UniqueArgumentNamesRule
{
    public static void Check(SdlContext context, DirectiveSite site)
    {
        foreach (var directive in site.Directives.Elements())
        {
            if (directive.Arguments.Count > 1)
            {
                Check(context, site, directive);
            }
        }
    }

    private static void Check(SdlContext context, DirectiveSite site, DirectiveNode directive)
    {
        foreach (var group in directive.Arguments.GroupBy(argument => argument.Name))
        {
            var locations = group.Select(argument => (SchemaLocation?)site.At(argument.Name)).ToArray();
            if (locations.Length > 1)
            {
                context.Report(
                    SchemaErrorCodes.ArgumentGivenTwice,
                    $"The argument \"{group.Key}\" of \"@{directive.Name}\" is given more than once.",
                    locations);
            }
        }
    }
}
