using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>What a field requires can be read as a selection.</summary>
/// <remarks>Source: Apollo Federation REQUIRES_INVALID_FIELDS, the part on syntax.</remarks>
internal static class RequiresInvalidSyntaxRule
{
    public static void Check(SourceFacts facts, ErrorLog errors) => FieldSetRules.CheckSyntax(
        facts, errors, facts.Uses.Requires, Words.Requires, CompositionErrorCodes.RequiresInvalidSyntax);
}
