namespace Gateway.Common.Schema.Rules;

/// <summary>The rules for documents, in the order in which they run.</summary>
internal static class SdlRules
{
    public static IReadOnlyList<SdlRule> All { get; } =
    [
        new(nameof(LoneSchemaDefinitionRule), LoneSchemaDefinitionRule.Check),
        new(nameof(UniqueOperationTypesRule), UniqueOperationTypesRule.Check),
        new(nameof(UniqueTypeNamesRule), UniqueTypeNamesRule.Check),
        new(nameof(UniqueEnumValueNamesRule), UniqueEnumValueNamesRule.Check),
        new(nameof(UniqueFieldDefinitionNamesRule), UniqueFieldDefinitionNamesRule.Check),
        new(nameof(UniqueArgumentDefinitionNamesRule), UniqueArgumentDefinitionNamesRule.Check),
        new(nameof(UniqueDirectiveNamesRule), UniqueDirectiveNamesRule.Check),
        new(nameof(KnownTypeNamesRule), KnownTypeNamesRule.Check),
        new(nameof(KnownDirectivesRule), KnownDirectivesRule.Check),
        new(nameof(UniqueDirectivesPerLocationRule), UniqueDirectivesPerLocationRule.Check),
        new(nameof(PossibleTypeExtensionsRule), PossibleTypeExtensionsRule.Check),
        new(nameof(KnownArgumentNamesOnDirectivesRule), KnownArgumentNamesOnDirectivesRule.Check),
        new(nameof(UniqueArgumentNamesRule), UniqueArgumentNamesRule.Check),
        new(nameof(UniqueInputFieldNamesRule), UniqueInputFieldNamesRule.Check),
        new(nameof(ProvidedRequiredArgumentsOnDirectivesRule), ProvidedRequiredArgumentsOnDirectivesRule.Check),
    ];
}

/// <param name="Name">The rule's name, for choosing rules.</param>
/// <param name="Check">Adds what it finds to the context.</param>
internal sealed record SdlRule(string Name, Action<SdlContext> Check);
