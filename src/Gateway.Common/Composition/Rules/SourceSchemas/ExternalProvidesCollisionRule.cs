using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>A field that is another's provides nothing.</summary>
/// <remarks>Source: Composite Schemas §4.1 External Provides Collision.</remarks>
internal static class ExternalProvidesCollisionRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var field in facts.OwnFields)
        {
            if (facts.Has(field, Words.External) && facts.Has(field, Words.Provides))
            {
                errors.Add(
                    CompositionErrorCodes.ExternalProvidesCollision, facts, field,
                    $"{field.Coordinate} is @external, so it is never called here and provides nothing: remove one.");
            }
        }
    }
}
