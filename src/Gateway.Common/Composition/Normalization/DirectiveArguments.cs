using Gateway.Common.Language;

namespace Gateway.Common.Composition.Normalization;

/// <summary>Reads arguments of applied directives.</summary>
internal static class DirectiveArguments
{
    public static ValueNode? Find(DirectiveNode directive, ReadOnlySpan<byte> name)
    {
        foreach (var argument in directive.Arguments)
        {
            if (argument.Name.Is(name))
            {
                return argument.Value;
            }
        }

        return null;
    }

    /// <summary>A string, a bare word, or a list of them joined by blanks (Federation 1 allowed all three).</summary>
    public static string? Text(DirectiveNode directive, ReadOnlySpan<byte> name) => Text(Find(directive, name));

    public static bool? Flag(DirectiveNode directive, ReadOnlySpan<byte> name) =>
        (Find(directive, name) as BooleanValueNode)?.Value;

    public static string? Text(ValueNode? value) => value switch
    {
        StringValueNode text => text.Value,
        EnumValueNode word => word.Name.Value,
        ListValueNode list => string.Join(' ', list.Values.Select(Text)),
        _ => null,
    };
}
