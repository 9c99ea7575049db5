using Gateway.Common.Language;

namespace Gateway.Common.Sources;

/// <summary>Reads the constant arguments of an applied directive.</summary>
/// <remarks>Shape: null where the argument, or the directive, is absent.</remarks>
internal static class DirectiveArguments
{
    public static string? FindString(this DirectiveNode? directive, ReadOnlySpan<byte> name) =>
        directive.FindValue(name) is StringValueNode value ? value.Value : null;

    /// <summary>A word, or a string that is one.</summary>
    public static string? FindWord(this DirectiveNode? directive, ReadOnlySpan<byte> name) =>
        directive.FindValue(name) switch
        {
            EnumValueNode word => word.Name.Value,
            StringValueNode text => text.Value,
            _ => null,
        };

    public static bool? FindBoolean(this DirectiveNode? directive, ReadOnlySpan<byte> name) =>
        directive.FindValue(name) is BooleanValueNode value ? value.Value : null;

    public static int? FindInt(this DirectiveNode? directive, ReadOnlySpan<byte> name) =>
        directive.FindValue(name) is IntValueNode value && int.TryParse(value.Utf8, out var number) ? number : null;

    public static IReadOnlyList<string> FindStrings(this DirectiveNode? directive, ReadOnlySpan<byte> name) =>
        directive.FindValue(name) switch
        {
            // Source: GraphQL §3.11, a single value stands for a list of it.
            StringValueNode single => [single.Value],
            ListValueNode list => [.. list.Values.OfType<StringValueNode>().Select(static value => value.Value)],
            _ => [],
        };

    public static ValueNode? FindValue(this DirectiveNode? directive, ReadOnlySpan<byte> name)
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
