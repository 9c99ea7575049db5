using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>A field of an interface cannot be taken over.</summary>
/// <remarks>Source: Composite Schemas §4.1 Override on Interface.</remarks>
internal static class OverrideOnInterfaceRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var field in facts.OwnFields)
        {
            if (field.DeclaringType is InterfaceType && facts.Has(field, Words.Override))
            {
                errors.Add(
                    CompositionErrorCodes.OverrideOnInterface, facts, field,
                    $"{field.Coordinate} is a field of an interface, which nothing resolves: put @override on the "
                    + "fields of the types that implement it.");
            }
        }
    }
}
