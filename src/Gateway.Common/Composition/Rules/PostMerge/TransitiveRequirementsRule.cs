using Gateway.Common.Composition.Merge;
using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Rules.PostMerge;

/// <summary>A field made of guarded fields is guarded as they are.</summary>
/// <remarks>
/// Source: Apollo Federation MISSING_TRANSITIVE_AUTH_REQUIREMENTS: else a caller reads through it what they may not
/// ask for.
/// </remarks>
internal static class TransitiveRequirementsRule
{
    public static void Check(MergedView merged)
    {
        foreach (var facts in merged.Context.Sources)
        {
            foreach (var use in facts.Uses.Requires)
            {
                Check(merged, facts, use.Field!, use.Set, use.At);
            }

            foreach (var use in facts.Uses.Require)
            {
                var set = use.Map is { } map ? SelectionMaps.SelectionOf(map) : null;
                Check(merged, facts, use.Field, set, use.At);
            }
        }
    }

    private static void Check(
        MergedView merged, SourceFacts facts, Schema.FieldDefinition field, FieldSet? set, Schema.SyntaxReference at)
    {
        var type = facts.NameOf(field.DeclaringType);
        if (set is null || merged.Find(type) is not ComplexTypeDefinitionNode own)
        {
            return;
        }

        var given = AccessDemand.Of(own.Directives.Concat(Find(own, field.Name)?.Directives ?? []));
        if (FirstUnmet(merged, type, set.Selection, given) is { } unmet)
        {
            merged.Context.Errors.Add(
                CompositionErrorCodes.MissingTransitiveRequirements, facts, field.Coordinate,
                $"{field.Coordinate} is made of {unmet}, which asks more of a caller: put the same @authenticated, "
                + $"@requiresScopes or @policy on {field.Coordinate}.",
                at);
        }
    }

    private static string? FirstUnmet(
        MergedView merged, string type, SelectionSetNode selection, AccessDemand given)
    {
        foreach (var node in selection.Selections)
        {
            var unmet = node switch
            {
                FieldNode field => Unmet(merged, type, field, given),
                InlineFragmentNode fragment => FirstUnmet(
                    merged, fragment.TypeCondition?.Name.Value ?? type, fragment.SelectionSet, given),
                _ => null,
            };
            if (unmet is not null)
            {
                return unmet;
            }
        }

        return null;
    }

    private static string? Unmet(MergedView merged, string typeName, FieldNode node, AccessDemand given)
    {
        if (merged.Find(typeName) is not ComplexTypeDefinitionNode type
            || Find(type, node.Name.Value) is not { } field)
        {
            return null;
        }

        var below = MergedView.NameOf(field.Type);
        var demand = AccessDemand.Of(
            type.Directives.Concat(field.Directives).Concat(merged.Find(below)?.Directives ?? []));
        return !given.Implies(demand) ? $"{typeName}.{field.Name}"
            : node.SelectionSet is { } selection ? FirstUnmet(merged, below, selection, given)
            : null;
    }

    private static FieldDefinitionNode? Find(ComplexTypeDefinitionNode type, string name) =>
        type.Fields.FirstOrDefault(field => field.Name.Value == name);
}
