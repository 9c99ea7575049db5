using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>What @require says is a string.</summary>
/// <remarks>Source: Composite Schemas §4.1 Require Invalid Fields Type.</remarks>
internal static class RequireInvalidFieldTypeRule
{
    public static void Check(SourceFacts facts, ErrorLog errors) => SelectionMapRules.CheckType(
        facts, errors, facts.Uses.Require, Words.Require, CompositionErrorCodes.RequireInvalidFieldType);
}
