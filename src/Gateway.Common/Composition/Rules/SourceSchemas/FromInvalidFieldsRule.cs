using Gateway.Common.Composition.Assembly;
using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>A linked field says which of its parent's fields hold the key.</summary>
internal static class FromInvalidFieldsRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var field in facts.Types.Values.OfType<ComplexType>().SelectMany(facts.FieldsOf))
        {
            if (facts.Has(field, Words.From) && FieldLinks.Read(facts, field) is null)
            {
                errors.Add(
                    CompositionErrorCodes.FromInvalidFields, facts, field,
                    $"@from on {field.Coordinate} must map fields of {field.Type.Named.Name} to fields of "
                    + $"{field.DeclaringType.Name}: @from(select: \"{{ id: customerId }}\"), or @from(path: \".\") "
                    + "where every key field has the same name in both.");
            }
        }
    }
}
