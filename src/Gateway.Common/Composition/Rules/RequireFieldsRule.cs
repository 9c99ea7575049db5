using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules;

/// <summary>An argument's <c>@require</c> is a path of field names.</summary>
/// <remarks>Source: Composite Schemas §4.1 Require Invalid Syntax. Object maps are not read yet.</remarks>
internal static class RequireFieldsRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var field in facts.Types.Values.OfType<ComplexType>().SelectMany(facts.FieldsOf))
        {
            foreach (var argument in field.Arguments)
            {
                if (facts.Find(argument, Words.Require) is { } directive
                    && (DirectiveArguments.Text(directive, "field"u8) is not { } text
                        || FieldSets.ReadPath(text) is null))
                {
                    errors.Add(
                        CompositionErrorCodes.RequireInvalidFields, facts, $"{field.Coordinate}({argument.Name}:)",
                        "@require takes a path of field names such as \"dimensions.weight\".", argument.Syntax);
                }
            }
        }
    }
}
