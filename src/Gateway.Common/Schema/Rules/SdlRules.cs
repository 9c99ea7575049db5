namespace Gateway.Common.Schema.Rules;

/// <summary>The rules for documents, in the order in which their faults are told.</summary>
internal static class SdlRules
{
    public static IReadOnlyList<SdlRule> All { get; } =
    [
        new(nameof(LoneSchemaDefinitionRule), LoneSchemaDefinitionRule.Start),
        new(nameof(UniqueOperationTypesRule), UniqueOperationTypesRule.Start),
        SdlRule.OfDefinitions(nameof(UniqueTypeNamesRule), UniqueTypeNamesRule.Check),
        new(nameof(UniqueEnumValueNamesRule), UniqueEnumValueNamesRule.Start),
        new(nameof(UniqueFieldDefinitionNamesRule), UniqueFieldDefinitionNamesRule.Start),
        new(nameof(UniqueArgumentDefinitionNamesRule), UniqueArgumentDefinitionNamesRule.Start),
        new(nameof(UniqueDirectiveNamesRule), UniqueDirectiveNamesRule.Start),
        SdlRule.OfDefinitions(nameof(KnownTypeNamesRule), KnownTypeNamesRule.Check) with
        {
            Whole = KnownTypeNamesRule.CheckExecutables,
        },
        SdlRule.OfSites(nameof(KnownDirectivesRule), KnownDirectivesRule.Check),
        new(nameof(UniqueDirectivesPerLocationRule), Sites: UniqueDirectivesPerLocationRule.Start),
        SdlRule.OfDefinitions(nameof(PossibleTypeExtensionsRule), PossibleTypeExtensionsRule.Check),
        SdlRule.OfSites(nameof(KnownArgumentNamesOnDirectivesRule), KnownArgumentNamesOnDirectivesRule.Check),
        SdlRule.OfSites(nameof(UniqueArgumentNamesRule), UniqueArgumentNamesRule.Check),
        SdlRule.OfSites(nameof(UniqueInputFieldNamesRule), UniqueInputFieldNamesRule.Check),
        SdlRule.OfSites(
            nameof(ProvidedRequiredArgumentsOnDirectivesRule), ProvidedRequiredArgumentsOnDirectivesRule.Check),
    ];
}
