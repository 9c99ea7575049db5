using Gateway.Common.Composition.Merge;

namespace Gateway.Common.Composition.Rules.PreMerge;

/// <summary>A field is overridden once: never by two sources, never in a chain.</summary>
/// <remarks>Source: Composite Schemas §4.2 Override Source Has Override.</remarks>
internal static class OverrideSourceHasOverrideRule
{
    public static void Check(MergeContext context)
    {
        foreach (var group in context.Overrides.All.GroupBy(
            found => (Type: found.By.NameOf(found.Field.DeclaringType), Field: found.Field.Name)))
        {
            foreach (var extra in group.Skip(1))
            {
                context.Errors.Add(
                    CompositionErrorCodes.OverrideSourceHasOverride, extra.By, extra.Field,
                    $"{group.Key.Type}.{group.Key.Field} is already overridden by '{group.First().By.Name}': keep one "
                    + "@override of a field.");
            }
        }
    }
}
