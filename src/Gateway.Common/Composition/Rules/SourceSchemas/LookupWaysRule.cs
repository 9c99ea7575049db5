using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>
/// Warns where a lookup's arguments can be given in more ways than are tried. What only another way leads to is
/// unsatisfiable.
/// </summary>
/// <remarks>Source: our own. Bound: <see cref="LookupFields.WaysMax"/>.</remarks>
internal static class LookupWaysRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var field in facts.Schema.QueryType?.Fields ?? MemberMap<FieldDefinition>.Empty)
        {
            if (facts.Has(field, Words.Lookup) && LookupFields.HasMore(facts, field))
            {
                errors.AddWarning(
                    CompositionErrorCodes.LookupWaysLimit, facts, field.Coordinate,
                    $"The arguments of lookup {field.Coordinate} can be given in more than {LookupFields.WaysMax} "
                    + "ways: the rest is not tried. Give the lookup fewer alternatives in @is(field:), or split it.",
                    field.Syntax);
            }
        }
    }
}
