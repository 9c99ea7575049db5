using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>Some argument of a lookup takes a field of the entity that it gives.</summary>
/// <remarks>Source: our own; Composite Schemas §2.2.1 @lookup takes arguments for keys only.</remarks>
internal static class LookupWithoutKeyRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var lookup in LookupFields.Of(facts))
        {
            var hasOwnFault = lookup.Field.Arguments.Count == 0
                || lookup.Field.Arguments.Any(argument => facts.Has(argument, Words.Is));
            if (lookup.Key is null && !hasOwnFault)
            {
                errors.Add(
                    CompositionErrorCodes.LookupWithoutKey, facts, lookup.Field,
                    $"No argument of lookup {lookup.Field.Coordinate} takes a field of {lookup.Field.Type.Named.Name}: "
                    + "call it like the field, or say which one by @is(field:).");
            }
        }
    }
}
