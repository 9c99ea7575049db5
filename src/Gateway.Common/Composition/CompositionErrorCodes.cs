namespace Gateway.Common.Composition;

/// <summary>Every code that composition reports; never renamed.</summary>
/// <remarks>
/// Source: Composite Schemas §4 where it names the rule, Apollo Federation's error list for what only that has.
/// </remarks>
internal static class CompositionErrorCodes
{
    public const string InvalidGraphQL = "INVALID_GRAPHQL";
    public const string SourceNameNotUnique = "SOURCE_NAME_NOT_UNIQUE";
    public const string KeyInvalidFields = "KEY_INVALID_FIELDS";
    public const string RequiresInvalidFields = "REQUIRES_INVALID_FIELDS";
    public const string ProvidesInvalidFields = "PROVIDES_INVALID_FIELDS";
    public const string RequireInvalidFields = "REQUIRE_INVALID_FIELDS";
    public const string IsInvalidFields = "IS_INVALID_FIELDS";
    public const string FromInvalidFields = "FROM_INVALID_FIELDS";
    public const string LookupWithoutKey = "LOOKUP_WITHOUT_KEY";
    public const string RootTypeNameUsed = "ROOT_TYPE_NAME_USED";
    public const string OverrideFromSelf = "OVERRIDE_FROM_SELF";
    public const string OverrideSourceHasOverride = "OVERRIDE_SOURCE_HAS_OVERRIDE";
    public const string InterfaceObjectWithoutKey = "INTERFACE_OBJECT_WITHOUT_KEY";
    public const string InterfaceObjectWithoutInterface = "INTERFACE_OBJECT_WITHOUT_INTERFACE";
    public const string InterfaceKeyMissingImplementation = "INTERFACE_KEY_MISSING_IMPLEMENTATION_TYPE";
    public const string TypeKindMismatch = "TYPE_KIND_MISMATCH";
    public const string InvalidFieldSharing = "INVALID_FIELD_SHARING";
    public const string ExternalMissingOnBase = "EXTERNAL_MISSING_ON_BASE";
    public const string OutputFieldTypesNotMergeable = "OUTPUT_FIELD_TYPES_NOT_MERGEABLE";
    public const string InputFieldTypesNotMergeable = "INPUT_FIELD_TYPES_NOT_MERGEABLE";
    public const string FieldArgumentTypesNotMergeable = "FIELD_ARGUMENT_TYPES_NOT_MERGEABLE";
    public const string DefaultMismatch = "DEFAULT_VALUE_MISMATCH";
    public const string RequiredArgumentMissing = "REQUIRED_ARGUMENT_MISSING_IN_SOME_SOURCE";
    public const string InputWithMissingRequiredFields = "INPUT_WITH_MISSING_REQUIRED_FIELDS";
    public const string EnumValuesMismatch = "ENUM_VALUES_MISMATCH";
    public const string EmptyMergedEnumType = "EMPTY_MERGED_ENUM_TYPE";
    public const string EmptyMergedInputObjectType = "EMPTY_MERGED_INPUT_OBJECT_TYPE";
    public const string EmptyMergedType = "EMPTY_MERGED_TYPE";
    public const string DirectiveDefinitionMismatch = "DIRECTIVE_DEFINITION_MISMATCH";
    public const string NoRootType = "NO_ROOT_TYPE";
    public const string InterfaceFieldNotImplemented = "INTERFACE_FIELD_NO_IMPLEMENTATION";
    public const string ReferencedInaccessible = "REFERENCED_INACCESSIBLE";
    public const string RequiredInaccessible = "REQUIRED_INACCESSIBLE";
    public const string OnlyInaccessibleChildren = "ONLY_INACCESSIBLE_CHILDREN";
    public const string Unsatisfiable = "UNSATISFIABLE";
    public const string JoinUnsupported = "JOIN_UNSUPPORTED";
    public const string SatisfiabilityLimit = "SATISFIABILITY_LIMIT";
}
