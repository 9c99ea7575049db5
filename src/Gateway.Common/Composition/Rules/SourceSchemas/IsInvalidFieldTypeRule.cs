using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>What @is says is a string.</summary>
/// <remarks>Source: Composite Schemas §4.1 Is Invalid Field Type.</remarks>
internal static class IsInvalidFieldTypeRule
{
    public static void Check(SourceFacts facts, ErrorLog errors) => SelectionMapRules.CheckType(
        facts, errors, facts.Uses.Is, Words.Is, CompositionErrorCodes.IsInvalidFieldType);
}
