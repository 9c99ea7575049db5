using Gateway.Common.Language;

namespace Gateway.Common.Schema.Building;

/// <summary>Reads the built-in directives that change what a definition means.</summary>
internal static class AppliedDirectives
{
    /// <summary>The default of <c>@deprecated(reason:)</c>. Source: GraphQL §3.13.3.</summary>
    public const string DefaultReason = "No longer supported";

    public static string DeprecationReason(DirectiveNode directive) => Text(directive, "reason"u8) ?? DefaultReason;

    public static string? SpecifiedBy(IReadOnlyList<DirectiveNode> directives)
    {
        string? url = null;
        foreach (var directive in directives)
        {
            if (directive.Name.Is("specifiedBy"u8))
            {
                url = Text(directive, "url"u8) ?? url;
            }
        }

        return url;
    }

    public static bool IsOneOf(IReadOnlyList<DirectiveNode> directives) => Find(directives, "oneOf"u8) is not null;

    /// <summary>The first of that name, or null.</summary>
    public static DirectiveNode? Find(IReadOnlyList<DirectiveNode> directives, ReadOnlySpan<byte> name)
    {
        for (var index = 0; index < directives.Count; index++)
        {
            if (directives[index].Name.Is(name))
            {
                return directives[index];
            }
        }

        return null;
    }

    private static string? Text(DirectiveNode directive, ReadOnlySpan<byte> argumentName)
    {
        foreach (var argument in directive.Arguments.Elements())
        {
            if (argument.Name.Is(argumentName))
            {
                return (argument.Value as StringValueNode)?.Value;
            }
        }

        return null;
    }
}
