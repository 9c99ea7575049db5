using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>A field with arguments cannot be provided.</summary>
/// <remarks>Source: Composite Schemas §4.1 Provides Fields Has Arguments; Apollo PROVIDES_FIELDS_HAS_ARGS.</remarks>
internal static class ProvidesFieldsHasArgumentsRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var use in facts.Uses.Provides)
        {
            foreach (var found in SelectionWalk.Fields(facts.Schema, use))
            {
                if (found.Definition is { Arguments.Count: > 0 } field)
                {
                    FieldSetRules.Add(
                        facts, errors, use, Words.Provides, CompositionErrorCodes.ProvidesFieldsHasArguments,
                        $"{field.Coordinate} has arguments, which only the client chooses", "leave it out");
                }
            }
        }
    }
}
