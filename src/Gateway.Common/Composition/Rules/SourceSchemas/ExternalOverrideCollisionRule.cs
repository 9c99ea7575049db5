using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>A field that is another's cannot be taken over at once.</summary>
/// <remarks>Source: Composite Schemas §4.1 External Override Collision.</remarks>
internal static class ExternalOverrideCollisionRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var field in facts.OwnFields)
        {
            if (facts.Has(field, Words.External) && facts.Has(field, Words.Override))
            {
                errors.Add(
                    CompositionErrorCodes.ExternalOverrideCollision, facts, field,
                    $"{field.Coordinate} is @external and takes itself over by @override: keep one of them.");
            }
        }
    }
}
