using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Merge;

/// <summary>Gathers what sources apply to one member, without what composition consumes.</summary>
/// <remarks>
/// Several <c>@requiresScopes</c> or <c>@policy</c> of different sources all stay: each of them has to be met.
/// </remarks>
internal static class DirectiveMerge
{
    private static readonly HashSet<string> FirstWins = ["deprecated", "specifiedBy", "oneOf", "cost", "listSize"];

    public static DirectiveNode[] Merge(IEnumerable<(SourceFacts Facts, IReadOnlyList<DirectiveNode> Applied)> all)
    {
        var merged = new List<DirectiveNode>();
        foreach (var (facts, applied) in all)
        {
            foreach (var directive in applied)
            {
                var word = facts.WordOf(directive);
                if (!Words.IsConsumed(word))
                {
                    Add(
                        merged,
                        new DirectiveNode(new Name(word), [.. directive.Arguments], default),
                        FirstWins.Contains(word) || StaysDefined(facts, directive));
                }
            }
        }

        return [.. merged];
    }

    /// <summary>
    /// Whether the definition may stay for operations, so that the merged schema has to keep to it as well.
    /// </summary>
    private static bool StaysDefined(SourceFacts facts, DirectiveNode directive) =>
        facts.Schema.DirectiveDefinitions.Find(directive.Name.Utf8) is { IsRepeatable: false } definition
        && definition.Locations.Any(DirectiveLocationKinds.IsExecutable);

    private static void Add(List<DirectiveNode> merged, DirectiveNode candidate, bool firstWins)
    {
        if (!merged.Exists(known => known.Name == candidate.Name
            && (firstWins || SyntaxComparer.Instance.Equals(known, candidate))))
        {
            merged.Add(candidate);
        }
    }
}
