using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>What a field requires are fields of its own type, with arguments that fit them.</summary>
/// <remarks>Source: Apollo Federation REQUIRES_INVALID_FIELDS.</remarks>
internal static class RequiresInvalidFieldsRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        const string Code = CompositionErrorCodes.RequiresInvalidFields;
        FieldSetRules.CheckFields(facts, errors, facts.Uses.Requires, Words.Requires, Code);
        foreach (var use in facts.Uses.Requires)
        {
            foreach (var found in SelectionWalk.Fields(facts.Schema, use).Where(found => found.Definition is not null))
            {
                foreach (var fault in ArgumentFaults.Find(found.Definition!, found.Node.Arguments))
                {
                    FieldSetRules.Add(
                        facts, errors, use, Words.Requires, Code, fault, "give what the field takes, as constants");
                }
            }
        }
    }
}
