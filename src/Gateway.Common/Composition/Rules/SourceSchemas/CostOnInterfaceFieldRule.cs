using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>The cost of a field is that of what resolves it.</summary>
/// <remarks>Source: Apollo Federation 2.9 COST_APPLIED_TO_INTERFACE_FIELD.</remarks>
internal static class CostOnInterfaceFieldRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var field in facts.OwnFields)
        {
            if (field.DeclaringType is InterfaceType && facts.Has(field, Words.Cost))
            {
                errors.Add(
                    CompositionErrorCodes.CostAppliedToInterfaceField, facts, field,
                    $"{field.Coordinate} is a field of an interface: put @cost on the fields of the types that "
                    + "implement it.");
            }
        }
    }
}
