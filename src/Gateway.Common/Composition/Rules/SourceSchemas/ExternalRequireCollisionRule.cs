using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>A field that is another's requires nothing.</summary>
/// <remarks>Source: Composite Schemas §4.1 External Require Collision.</remarks>
internal static class ExternalRequireCollisionRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var field in facts.OwnFields)
        {
            if (facts.Has(field, Words.External) && field.Arguments.Any(argument => facts.Has(argument, Words.Require)))
            {
                errors.Add(
                    CompositionErrorCodes.ExternalRequireCollision, facts, field,
                    $"{field.Coordinate} is @external, so its arguments are never filled: remove "
                    + "@require or @external.");
            }
        }
    }
}
