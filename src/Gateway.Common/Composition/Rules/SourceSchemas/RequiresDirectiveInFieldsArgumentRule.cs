using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>No directive stands in what a field requires.</summary>
/// <remarks>Source: Apollo Federation REQUIRES_DIRECTIVE_IN_FIELDS_ARG.</remarks>
internal static class RequiresDirectiveInFieldsArgumentRule
{
    public static void Check(SourceFacts facts, ErrorLog errors) => FieldSetRules.CheckDirectives(
        facts, errors, facts.Uses.Requires, Words.Requires, CompositionErrorCodes.RequiresDirectiveInFieldsArgument);
}
