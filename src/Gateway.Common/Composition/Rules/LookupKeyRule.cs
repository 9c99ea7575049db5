using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules;

/// <summary>A lookup's arguments take fields of the entity that it gives.</summary>
/// <remarks>Source: Composite Schemas §2.2.1 @lookup, §4.1 Is Invalid Fields.</remarks>
internal static class LookupKeyRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var lookup in LookupFields.Of(facts))
        {
            var entity = lookup.Field.Type.Named;
            if (lookup.Key is null)
            {
                errors.Add(
                    CompositionErrorCodes.LookupWithoutKey, facts, lookup.Field,
                    $"No argument of lookup {lookup.Field.Coordinate} takes a field of {entity.Name}: call it like the "
                    + "field, or say which one by @is(field:).");
            }
            else if (FieldSetCheck.Fault(facts.Schema, entity, lookup.Key) is { } fault)
            {
                errors.Add(
                    CompositionErrorCodes.IsInvalidFields, facts, lookup.Field,
                    $"Lookup {lookup.Field.Coordinate} cannot be used: {fault}.");
            }
        }
    }
}
