using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>A lookup may find nothing. A warning.</summary>
/// <remarks>Source: Composite Schemas §4.1 Lookup Returns Non-Nullable Type.</remarks>
internal static class LookupReturnsNonNullableTypeRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var field in facts.OwnFields)
        {
            if (facts.Dialect == Dialect.Composite && field.Type.IsNonNull && facts.Has(field, Words.Lookup))
            {
                errors.AddWarning(
                    CompositionErrorCodes.LookupReturnsNonNullableType, facts, field.Coordinate,
                    $"Lookup {field.Coordinate} returns {field.Type}, so an entity that is not there makes an error: "
                    + "return the type without the exclamation mark.",
                    field.Syntax);
            }
        }
    }
}
