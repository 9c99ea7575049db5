using Gateway.Common.Language;

namespace Gateway.Common.Sources.Rest;

/// <summary>Reads the constant arguments of an applied directive.</summary>
internal static class DirectiveArguments
{
    public static string? FindText(this DirectiveNode? directive, ReadOnlySpan<byte> name) =>
        directive.Find(name) switch
        {
            StringValueNode text => text.Value,
            // A word without quotes reads the same.
            EnumValueNode word => word.Name.Value,
            _ => null,
        };

    public static bool? FindFlag(this DirectiveNode? directive, ReadOnlySpan<byte> name) =>
        directive.Find(name) is BooleanValueNode flag ? flag.Value : null;

    public static ValueNode? Find(this DirectiveNode? directive, ReadOnlySpan<byte> name)
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
