using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>A directive is given each argument once. Source: GraphQL §5.4.2.</summary>
internal static class UniqueArgumentNamesRule
{
    /// <summary>Arguments that are compared each with each.</summary>
    private const int FewMax = 8;

    public static void Check(SdlContext context, DirectiveSite site)
    {
        foreach (var directive in site.Directives.Elements())
        {
            if (!AreDistinct(directive.Arguments))
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

    /// <summary>Almost all are, and have few arguments: no group is made to find that out.</summary>
    private static bool AreDistinct(IReadOnlyList<ArgumentNode> arguments)
    {
        if (arguments.Count > FewMax)
        {
            return false;
        }

        for (var index = 1; index < arguments.Count; index++)
        {
            for (var before = 0; before < index; before++)
            {
                if (arguments[before].Name == arguments[index].Name)
                {
                    return false;
                }
            }
        }

        return true;
    }
}
