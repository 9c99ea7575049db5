using Gateway.Common.Composition.Merge;
using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules;

/// <summary>What the rules on external fields have in common.</summary>
internal static class ExternalFields
{
    /// <summary>Each appearance of a field that is external, with those that are not.</summary>
    /// <remarks>Of sources of Federation 1 none counts: what they repeat was never compared.</remarks>
    public static IEnumerable<(FieldGroup Group, FieldOccurrence External, List<FieldOccurrence> Bases)> Find(
        MergeContext context)
    {
        foreach (var group in context.SharedFields)
        {
            var externals = group.All.FindAll(occurrence => occurrence.Facts.IsExternal(occurrence.Field)
                && occurrence.Facts.Dialect != Dialect.FederationOne);
            if (externals.Count == 0)
            {
                continue;
            }

            var bases = group.All.FindAll(context.IsResolved);
            foreach (var external in externals)
            {
                yield return (group, external, bases);
            }
        }
    }
}
