using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules;

/// <summary>What the rules on <c>@requires</c> and <c>@provides</c> have in common.</summary>
internal static class DirectiveFieldsCheck
{
    /// <param name="typeOf">The type that the directive selects from.</param>
    public static void Check(
        SourceFacts facts, ErrorLog errors, string word, string code, Func<FieldDefinition, NamedType> typeOf)
    {
        foreach (var field in facts.Types.Values.OfType<ComplexType>().SelectMany(facts.FieldsOf))
        {
            if (facts.Find(field, word) is { } directive
                && FieldSetCheck.Fault(facts.Schema, typeOf(field), facts.FieldSetOf(field, word)) is { } fault)
            {
                var text = DirectiveArguments.Text(directive, "fields"u8);
                errors.Add(
                    code, facts, field, $"@{word}(fields: \"{text}\") on {field.Coordinate} cannot be used: {fault}.");
            }
        }
    }
}
