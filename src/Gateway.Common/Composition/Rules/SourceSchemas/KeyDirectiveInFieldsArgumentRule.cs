using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>No directive stands in a key.</summary>
/// <remarks>Source: Composite Schemas §4.1 Key Directive in Fields Argument.</remarks>
internal static class KeyDirectiveInFieldsArgumentRule
{
    public static void Check(SourceFacts facts, ErrorLog errors) => FieldSetRules.CheckDirectives(
        facts, errors, facts.Uses.Keys, Words.Key, CompositionErrorCodes.KeyDirectiveInFieldsArgument);
}
