using Gateway.Common.Composition.Merge;
using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.PreMerge;

/// <summary>A directive that all sources share has one name in all that use it.</summary>
/// <remarks>
/// Source: Apollo Federation LINK_IMPORT_NAME_MISMATCH. A warning here: in what composes each directive has its
/// specification's own name, so nothing is ambiguous; other composers refuse it.
/// </remarks>
internal static class LinkImportNameRule
{
    public static void Check(MergeContext context)
    {
        var first = new Dictionary<string, (SourceFacts Facts, string Alias)>();
        foreach (var facts in context.Sources)
        {
            foreach (var (name, alias, link) in Imports(facts))
            {
                if (!first.TryAdd(name, (facts, alias)) && first[name].Alias != alias)
                {
                    var other = first[name];
                    context.Errors.AddWarning(
                        CompositionErrorCodes.LinkImportNameMismatch, facts, name,
                        $"{name} is imported as {alias} in '{facts.Name}', but as {other.Alias} in "
                        + $"'{other.Facts.Name}': import it under one name, so that other composers take it too.",
                        Places.Of(facts.Schema, link.Directive));
                }
            }
        }
    }

    private static IEnumerable<(string Name, string Alias, SpecLink Link)> Imports(SourceFacts facts) => facts.Links
        .Where(link => link.IsFederation)
        .SelectMany(link => link.Imports, (link, import) => (import.Name, import.Alias, link))
        .Where(import => import.Name.StartsWith('@') && Words.IsMerged(import.Name[1..]));
}
