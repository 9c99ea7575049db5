using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Merge;

/// <summary>Gathers what sources apply to one member, without what composition consumes.</summary>
/// <remarks>
/// Each directive has the specification's own name in the result, whatever its source calls it. Source: Apollo
/// Federation v2.11, "Merging directives"; a directive that no row names stays once for each different use of it.
/// </remarks>
internal static class DirectiveMerge
{
    private static readonly Dictionary<string, Func<IReadOnlyList<DirectiveNode>, DirectiveNode[]>> Strategies = new()
    {
        ["deprecated"] = First,
        ["specifiedBy"] = First,
        ["oneOf"] = First,
        [Words.Inaccessible] = First,
        [Words.Authenticated] = First,
        [Words.Cost] = CostMerge.OfCosts,
        [Words.ListSize] = CostMerge.OfListSizes,
        [Words.RequiresScopes] = applied => RequirementMerge.Merge(applied, "scopes"),
        [Words.Policy] = applied => RequirementMerge.Merge(applied, "policies"),
    };

    public static DirectiveNode[] Merge(IEnumerable<(SourceFacts Facts, IReadOnlyList<DirectiveNode> Applied)> all)
    {
        List<DirectiveNode>? kept = null;
        HashSet<string>? once = null;
        foreach (var (facts, directive) in all.SelectMany(
            static one => one.Applied, static (one, directive) => (one.Facts, directive)))
        {
            var word = facts.WordOf(directive);
            if (Words.IsConsumed(word))
            {
                continue;
            }

            kept ??= [];
            kept.Add(new DirectiveNode(new Name(word), [.. directive.Arguments], default));
            if (StaysDefined(facts, directive))
            {
                once ??= [];
                once.Add(word);
            }
        }

        return kept switch
        {
            null => [],
            [var only] => [only],
            _ => [.. kept.GroupBy(directive => directive.Name.Value).SelectMany(
                equal => MergeEqual(equal, once?.Contains(equal.Key) is true))],
        };
    }

    /// <summary>
    /// Whether the definition may stay for operations, so that the merged schema has to keep to it as well.
    /// </summary>
    private static bool StaysDefined(SourceFacts facts, DirectiveNode directive) =>
        facts.Schema.DirectiveDefinitions.Find(directive.Name.Utf8) is { IsRepeatable: false } definition
        && definition.Locations.Any(DirectiveLocationKinds.IsExecutable);

    private static DirectiveNode[] MergeEqual(IGrouping<string, DirectiveNode> applied, bool isOnce) =>
        Strategies.TryGetValue(applied.Key, out var merge) ? merge([.. applied])
            : isOnce ? First([.. applied])
            : [.. applied.Distinct(SyntaxComparer.Instance).Cast<DirectiveNode>()];

    private static DirectiveNode[] First(IReadOnlyList<DirectiveNode> applied) => [applied[0]];
}
