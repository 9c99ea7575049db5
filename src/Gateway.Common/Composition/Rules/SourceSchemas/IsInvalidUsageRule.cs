using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>Only a lookup says what its arguments are.</summary>
/// <remarks>Source: Composite Schemas §4.1 Is Invalid Usage.</remarks>
internal static class IsInvalidUsageRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var use in facts.Uses.Is)
        {
            if (!facts.Has(use.Field, Words.Lookup))
            {
                errors.Add(
                    CompositionErrorCodes.IsInvalidUsage, facts, use.Coordinate,
                    $"@is on {use.Coordinate} means nothing, as {use.Field.Coordinate} is no lookup: add @lookup to "
                    + "the field, or remove @is.",
                    use.At);
            }
        }
    }
}
