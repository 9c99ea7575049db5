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
        foreach (var (facts, applied) in all)
        {
            foreach (var directive in applied)
            {
                var word = facts.WordOf(directive);
                if (!Words.IsConsumed(word))
                {
                    kept ??= [];
                    kept.Add(new DirectiveNode(new Name(word), [.. directive.Arguments], default));
                }
            }
        }

        return kept switch
        {
            null => [],
            [var only] => [only],
            _ => [.. kept.GroupBy(directive => directive.Name.Value).SelectMany(MergeEqual)],
        };
    }

    private static DirectiveNode[] MergeEqual(IGrouping<string, DirectiveNode> applied) =>
        Strategies.TryGetValue(applied.Key, out var merge)
            ? merge([.. applied])
            : [.. applied.Distinct(SyntaxComparer.Instance).Cast<DirectiveNode>()];

    private static DirectiveNode[] First(IReadOnlyList<DirectiveNode> applied) => [applied[0]];
}
