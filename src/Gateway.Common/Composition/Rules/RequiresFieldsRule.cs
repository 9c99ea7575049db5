using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules;

/// <summary>What a field requires are fields of its own type.</summary>
/// <remarks>Source: Apollo Federation REQUIRES_INVALID_FIELDS.</remarks>
internal static class RequiresFieldsRule
{
    public static void Check(SourceFacts facts, ErrorLog errors) => DirectiveFieldsCheck.Check(
        facts, errors, Words.Requires, CompositionErrorCodes.RequiresInvalidFields, field => field.DeclaringType);
}
