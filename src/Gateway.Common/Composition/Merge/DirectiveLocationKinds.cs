using Gateway.Common.Language;

namespace Gateway.Common.Composition.Merge;

/// <summary>Tells locations in operations from those in schemas.</summary>
/// <remarks>Source: GraphQL §3.13 ExecutableDirectiveLocation.</remarks>
internal static class DirectiveLocationKinds
{
    private static readonly HashSet<string> Executable =
    [
        "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT",
        "VARIABLE_DEFINITION",
    ];

    public static bool IsExecutable(Name location) => IsExecutable(location.Value);

    public static bool IsExecutable(string location) => Executable.Contains(location);
}
