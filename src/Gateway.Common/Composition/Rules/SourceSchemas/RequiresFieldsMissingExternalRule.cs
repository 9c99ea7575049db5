using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>What a field requires comes from elsewhere.</summary>
/// <remarks>Source: Apollo Federation REQUIRES_FIELDS_MISSING_EXTERNAL.</remarks>
internal static class RequiresFieldsMissingExternalRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        if (facts.Dialect != Dialect.FederationTwo)
        {
            return;
        }

        foreach (var use in facts.Uses.Requires)
        {
            foreach (var found in SelectionWalk.Fields(facts.Schema, use))
            {
                if (found is { Definition: { } field, Node.SelectionSet: null, Parent: ObjectType }
                    && !facts.IsMarkedExternal(field) && !found.Above.Any(facts.IsMarkedExternal))
                {
                    FieldSetRules.Add(
                        facts, errors, use, Words.Requires, CompositionErrorCodes.RequiresFieldsMissingExternal,
                        $"{field.Coordinate} is resolved here anyway", "leave it out, or mark it @external");
                }
            }
        }
    }
}
