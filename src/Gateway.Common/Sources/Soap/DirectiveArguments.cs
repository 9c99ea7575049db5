using Gateway.Common.Language;

namespace Gateway.Common.Sources.Soap;

/// <summary>Reads the constant arguments of an applied directive.</summary>
internal static class DirectiveArguments
{
    public static string? FindString(this DirectiveNode? directive, ReadOnlySpan<byte> name) =>
        directive.FindValue(name) is StringValueNode value ? value.Value : null;

    public static bool? FindBoolean(this DirectiveNode? directive, ReadOnlySpan<byte> name) =>
        directive.FindValue(name) is BooleanValueNode value ? value.Value : null;

    public static IReadOnlyList<string> FindStrings(this DirectiveNode? directive, ReadOnlySpan<byte> name) =>
        directive.FindValue(name) switch
        {
            // Source: GraphQL §3.11, a single value stands for a list of it.
            StringValueNode single => [single.Value],
            ListValueNode list => [.. list.Values.OfType<StringValueNode>().Select(static value => value.Value)],
            _ => [],
        };

    private static ValueNode? FindValue(this DirectiveNode? directive, ReadOnlySpan<byte> name)
    {
        foreach (var argument in directive?.Arguments ?? [])
        {
            if (argument.Name.Is(name))
            {
                return argument.Value;
            }
        }

        return null;
    }
}
