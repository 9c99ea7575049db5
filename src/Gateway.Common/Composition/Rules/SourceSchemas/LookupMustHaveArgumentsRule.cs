using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>A lookup takes a key.</summary>
/// <remarks>Source: Composite Schemas §4.1 Lookup Must Have Arguments.</remarks>
internal static class LookupMustHaveArgumentsRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var field in facts.OwnFields)
        {
            if (facts.Has(field, Words.Lookup) && field.Arguments.Count == 0)
            {
                errors.Add(
                    CompositionErrorCodes.LookupMustHaveArguments, facts, field,
                    $"Lookup {field.Coordinate} has no arguments, so it cannot say which {field.Type.Named.Name}: add "
                    + "one for each field of the key.");
            }
        }
    }
}
