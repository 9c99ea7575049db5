using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>A key is made of fields whose values can be compared.</summary>
/// <remarks>
/// Source: Composite Schemas §4.1 Key Fields Select Invalid Type; Apollo KEY_FIELDS_SELECT_INVALID_TYPE, which allows
/// lists.
/// </remarks>
internal static class KeyFieldsSelectInvalidTypeRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var use in facts.Uses.Keys)
        {
            foreach (var found in SelectionWalk.Fields(facts.Schema, use))
            {
                if (found.Definition is { } field && Fault(facts, field) is { } fault)
                {
                    FieldSetRules.Add(
                        facts, errors, use, Words.Key, CompositionErrorCodes.KeyFieldsSelectInvalidType,
                        $"{field.Coordinate} is {fault}", "choose fields of scalars, enums or object types");
                }
            }
        }
    }

    private static string? Fault(SourceFacts facts, FieldDefinition field) =>
        field.Type.Named.IsAbstract ? $"of the abstract type {field.Type.Named.Name}"
        : field.Type.IsList && facts.Dialect == Dialect.Composite ? "a list"
        : null;
}
