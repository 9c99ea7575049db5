using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>Objects, lists, types and arguments in a map can be read and checked, but fetches are not planned by them.
/// </summary>
/// <remarks>A limit of our own, said here so that nothing composes that could not be run.</remarks>
internal static class SelectionMapUnsupportedRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var use in facts.Uses.Is.Concat(facts.Uses.Require))
        {
            if (use.Map is { PlainPath: null })
            {
                errors.Add(
                    CompositionErrorCodes.SelectionMapUnsupported, facts, use.Coordinate,
                    $"{use.Coordinate} takes more than a path of fields, which is not planned yet: use an argument for "
                    + "each path.",
                    use.At);
            }
        }
    }
}
