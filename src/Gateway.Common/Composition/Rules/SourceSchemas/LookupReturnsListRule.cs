using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>A lookup of a GraphQL source gives one entity.</summary>
/// <remarks>
/// Source: Composite Schemas §4.1 Lookup Returns List. Contracts of other protocols have calls that take many keys.
/// </remarks>
internal static class LookupReturnsListRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var field in facts.OwnFields)
        {
            if (!facts.IsBound && field.Type.IsList && facts.Has(field, Words.Lookup))
            {
                errors.Add(
                    CompositionErrorCodes.LookupReturnsList, facts, field,
                    $"Lookup {field.Coordinate} returns a list: a lookup gives one {field.Type.Named.Name} for "
                    + "one key.");
            }
        }
    }
}
