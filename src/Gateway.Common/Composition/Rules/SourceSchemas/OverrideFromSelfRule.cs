using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>A source overrides another's field, never its own.</summary>
/// <remarks>Source: Composite Schemas §4.1 Override From Self.</remarks>
internal static class OverrideFromSelfRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var field in facts.Types.Values.OfType<ComplexType>().SelectMany(facts.FieldsOf))
        {
            if (facts.Find(field, Words.Override) is { } directive
                && DirectiveArguments.Text(directive, "from"u8) == facts.Name)
            {
                errors.Add(
                    CompositionErrorCodes.OverrideFromSelf, facts, field,
                    $"{field.Coordinate} overrides itself: name the source it is taken from.");
            }
        }
    }
}
