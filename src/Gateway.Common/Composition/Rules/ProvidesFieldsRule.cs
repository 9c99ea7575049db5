using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules;

/// <summary>What a field provides are fields of the type it returns.</summary>
/// <remarks>Source: Composite Schemas §4.1 Provides Invalid Fields.</remarks>
internal static class ProvidesFieldsRule
{
    public static void Check(SourceFacts facts, ErrorLog errors) => DirectiveFieldsCheck.Check(
        facts, errors, Words.Provides, CompositionErrorCodes.ProvidesInvalidFields, field => field.Type.Named);
}
