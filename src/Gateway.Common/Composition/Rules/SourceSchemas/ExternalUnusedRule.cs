using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>What is external is used.</summary>
/// <remarks>
/// Source: Composite Schemas §4.1 External Unused, by @provides; Apollo EXTERNAL_UNUSED, which counts keys,
/// requirements, contexts and fields of interfaces too. Federation 1 passes over what is unused.
/// </remarks>
internal static class ExternalUnusedRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        if (facts.Dialect is not (Dialect.Composite or Dialect.FederationTwo))
        {
            return;
        }

        foreach (var field in facts.OwnFields)
        {
            if (facts.Has(field, Words.External) && field.DeclaringType is ObjectType
                && !facts.UsedFields.Contains(field)
                && !(facts.Dialect == Dialect.FederationTwo && UsedFieldSearch.IsOfInterface(field)))
            {
                errors.Add(
                    CompositionErrorCodes.ExternalUnused, facts, field,
                    $"{field.Coordinate} is @external, but nothing of '{facts.Name}' uses it: remove it, or name it in "
                    + "a @provides.");
            }
        }
    }
}
