using Gateway.Common.Composition.Merge;
using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.PreMerge;

/// <summary>A directive that several sources compose is one directive, under one name, of one major version.</summary>
/// <remarks>
/// Source: Apollo Federation 2.1 <c>@composeDirective</c>, DIRECTIVE_COMPOSITION_ERROR. Of a directive that no
/// <c>@link</c> brings nothing is known but its definition, which has a rule of its own.
/// </remarks>
internal static class ComposedFeatureRule
{
    public static void Check(MergeContext context)
    {
        var all = context.Sources.SelectMany(ComposedDirective.ReadAll).Where(composed => composed.Link is not null);
        var byName = new Dictionary<string, ComposedDirective>();
        var byOrigin = new Dictionary<(string Identity, string Original), ComposedDirective>();
        var byFeature = new Dictionary<string, ComposedDirective>();
        foreach (var one in all)
        {
            var (identity, version) = (one.Link!.Identity, one.Link.Version);
            if (Other(byName, one.Name, one) is { } twin && twin.Link!.Identity != identity)
            {
                Add(context, one, twin, $"is of {one.Link.Url}", $"of {twin.Link.Url}: import one under another name");
            }

            if (Other(byOrigin, (identity, one.Original), one) is { } same && same.Name != one.Name)
            {
                Add(context, one, same, "has this name", $"is called @{same.Name}: import it under one name");
            }

            if (Other(byFeature, identity, one) is { } first && first.Link!.Version?.Major != version?.Major)
            {
                Add(
                    context, one, first, $"is of {one.Link.Url}",
                    $"{first.Link.Url} is linked, which is incompatible: link one major version");
            }
        }
    }

    private static ComposedDirective? Other<TKey>(
        Dictionary<TKey, ComposedDirective> known, TKey key, ComposedDirective one)
        where TKey : notnull => known.TryAdd(key, one) ? null : known[key];

    private static void Add(
        MergeContext context, ComposedDirective one, ComposedDirective other, string fault, string otherwise) =>
        context.Errors.Add(
            CompositionErrorCodes.DirectiveComposition, one.Facts, $"@{one.Name}",
            $"@{one.Name} is composed and {fault} in '{one.Facts.Name}', but in '{other.Facts.Name}' {otherwise}.",
            one.At);
}
