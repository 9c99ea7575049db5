using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>A field of an interface is nobody's to resolve.</summary>
/// <remarks>
/// Source: Composite Schemas §4.1 External on Interface; Apollo EXTERNAL_ON_INTERFACE. Federation 1 passes over it.
/// </remarks>
internal static class ExternalOnInterfaceRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var field in facts.OwnFields)
        {
            if (field.DeclaringType is InterfaceType && facts.Dialect != Dialect.FederationOne
                && facts.Has(field, Words.External))
            {
                errors.Add(
                    CompositionErrorCodes.ExternalOnInterface, facts, field,
                    $"{field.Coordinate} is a field of an interface, which nothing resolves: mark the fields of the "
                    + "types that implement it @external.");
            }
        }
    }
}
