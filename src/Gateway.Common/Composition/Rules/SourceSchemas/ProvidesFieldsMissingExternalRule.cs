using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>What a field provides is otherwise not the source's to resolve.</summary>
/// <remarks>
/// Source: Composite Schemas §4.1 Provides Fields Missing External; Apollo PROVIDES_FIELDS_MISSING_EXTERNAL, where a
/// field below an external one passes.
/// </remarks>
internal static class ProvidesFieldsMissingExternalRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        if (facts.Dialect is not (Dialect.Composite or Dialect.FederationTwo))
        {
            return;
        }

        foreach (var use in facts.Uses.Provides)
        {
            foreach (var found in SelectionWalk.Fields(facts.Schema, use))
            {
                if (found is { Definition: { } field, Node.SelectionSet: null } && !IsExternal(facts, field)
                    && !found.Above.Any(above => IsExternal(facts, above)))
                {
                    FieldSetRules.Add(
                        facts, errors, use, Words.Provides, CompositionErrorCodes.ProvidesFieldsMissingExternal,
                        $"{field.Coordinate} is resolved here anyway", "leave it out, or mark it @external");
                }
            }
        }
    }

    /// <summary>A field of an interface cannot be external; what implements it is.</summary>
    private static bool IsExternal(SourceFacts facts, FieldDefinition field) =>
        field.DeclaringType is InterfaceType face
        ? facts.Schema.PossibleTypes(face).ToArray()
            .Any(type => type.Fields.Find(field.Name) is { } own && facts.IsMarkedExternal(own))
        : facts.IsMarkedExternal(field);
}
