using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>Where a key gives a field arguments they are constants that fit.</summary>
/// <remarks>
/// Source: Composite Schemas §4.1 Key Invalid Arguments; Apollo KEY_FIELDS_HAS_ARGS, which allows none.
/// </remarks>
internal static class KeyInvalidArgumentsRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var use in facts.Uses.Keys)
        {
            foreach (var found in SelectionWalk.Fields(facts.Schema, use))
            {
                foreach (var fault in Faults(facts, found))
                {
                    FieldSetRules.Add(
                        facts, errors, use, Words.Key, CompositionErrorCodes.KeyInvalidArguments, fault,
                        "give what the field takes, or choose another field");
                }
            }
        }
    }

    private static IEnumerable<string> Faults(SourceFacts facts, WalkedField found) =>
        found.Definition is not { } field ? []
        : facts.Dialect == Dialect.FederationTwo && field.Arguments.Count > 0
            ? [$"{field.Coordinate} has arguments, which Federation's keys cannot give"]
        : ArgumentFaults.Find(field, found.Node.Arguments);
}
