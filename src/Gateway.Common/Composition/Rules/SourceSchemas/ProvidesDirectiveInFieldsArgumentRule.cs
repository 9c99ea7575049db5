using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>No directive stands in what a field provides.</summary>
/// <remarks>Source: Composite Schemas §4.1 Provides Directive in Fields Argument.</remarks>
internal static class ProvidesDirectiveInFieldsArgumentRule
{
    public static void Check(SourceFacts facts, ErrorLog errors) => FieldSetRules.CheckDirectives(
        facts, errors, facts.Uses.Provides, Words.Provides, CompositionErrorCodes.ProvidesDirectiveInFieldsArgument);
}
