using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules;

/// <summary>A key selects fields that its type has.</summary>
/// <remarks>Source: Composite Schemas §4.1 Key Invalid Fields, Key Invalid Syntax.</remarks>
internal static class KeyFieldsRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var type in facts.Types.Values)
        {
            foreach (var key in facts.KeysOf(type))
            {
                if (FieldSetCheck.Fault(facts.Schema, type, key.Fields) is { } fault)
                {
                    errors.Add(
                        CompositionErrorCodes.KeyInvalidFields, facts, type,
                        $"@key(fields: \"{key.Text}\") on {type.Name} cannot be used: {fault}.");
                }
            }
        }
    }
}
