namespace Gateway.Common.Schema;

/// <summary>The closed set of codes that building and validating a type system reports.</summary>
public static class SchemaErrorCodes
{
    // Documents (rules of SDL).
    public const string SchemaDefinedTwice = "SCHEMA_DEFINED_TWICE";
    public const string OperationTypeDefinedTwice = "OPERATION_TYPE_DEFINED_TWICE";
    public const string TypeDefinedTwice = "TYPE_DEFINED_TWICE";
    public const string EnumValueDefinedTwice = "ENUM_VALUE_DEFINED_TWICE";
    public const string FieldDefinedTwice = "FIELD_DEFINED_TWICE";
    public const string ArgumentDefinedTwice = "ARGUMENT_DEFINED_TWICE";
    public const string DirectiveDefinedTwice = "DIRECTIVE_DEFINED_TWICE";
    public const string UnknownType = "UNKNOWN_TYPE";
    public const string UnknownDirective = "UNKNOWN_DIRECTIVE";
    public const string DirectiveMisplaced = "DIRECTIVE_MISPLACED";
    public const string DirectiveRepeated = "DIRECTIVE_REPEATED";
    public const string ExtendedTypeUndefined = "EXTENDED_TYPE_UNDEFINED";
    public const string ExtendedTypeKindMismatch = "EXTENDED_TYPE_KIND_MISMATCH";
    public const string UnknownDirectiveArgument = "UNKNOWN_DIRECTIVE_ARGUMENT";
    public const string ArgumentGivenTwice = "ARGUMENT_GIVEN_TWICE";
    public const string InputFieldGivenTwice = "INPUT_FIELD_GIVEN_TWICE";
    public const string DirectiveArgumentMissing = "DIRECTIVE_ARGUMENT_MISSING";

    // Types (rules of the type system).
    public const string QueryTypeMissing = "QUERY_TYPE_MISSING";
    public const string RootTypeNotObject = "ROOT_TYPE_NOT_OBJECT";
    public const string RootTypesNotDistinct = "ROOT_TYPES_NOT_DISTINCT";
    public const string NameReserved = "NAME_RESERVED";
    public const string DirectiveWithoutLocations = "DIRECTIVE_WITHOUT_LOCATIONS";
    public const string DirectiveLocationUnknown = "DIRECTIVE_LOCATION_UNKNOWN";
    public const string DirectiveReferencesItself = "DIRECTIVE_REFERENCES_ITSELF";
    public const string TypeWithoutMembers = "TYPE_WITHOUT_MEMBERS";
    public const string NotOutputType = "NOT_OUTPUT_TYPE";
    public const string NotInputType = "NOT_INPUT_TYPE";
    public const string RequiredInputDeprecated = "REQUIRED_INPUT_DEPRECATED";
    public const string NotInterface = "NOT_INTERFACE";
    public const string InterfaceImplementsItself = "INTERFACE_IMPLEMENTS_ITSELF";
    public const string InterfaceDeclaredTwice = "INTERFACE_DECLARED_TWICE";
    public const string TransitiveInterfaceMissing = "TRANSITIVE_INTERFACE_MISSING";
    public const string InterfaceFieldMissing = "INTERFACE_FIELD_MISSING";
    public const string InterfaceFieldTypeMismatch = "INTERFACE_FIELD_TYPE_MISMATCH";
    public const string InterfaceArgumentMissing = "INTERFACE_ARGUMENT_MISSING";
    public const string InterfaceArgumentTypeMismatch = "INTERFACE_ARGUMENT_TYPE_MISMATCH";
    public const string RequiredArgumentNotInInterface = "REQUIRED_ARGUMENT_NOT_IN_INTERFACE";
    public const string InterfaceFieldNotDeprecated = "INTERFACE_FIELD_NOT_DEPRECATED";
    public const string UnionMemberNotObject = "UNION_MEMBER_NOT_OBJECT";
    public const string UnionMemberRepeated = "UNION_MEMBER_REPEATED";
    public const string OneOfFieldRequired = "ONE_OF_FIELD_REQUIRED";
    public const string OneOfFieldHasDefault = "ONE_OF_FIELD_HAS_DEFAULT";
    public const string InputObjectReferencesItself = "INPUT_OBJECT_REFERENCES_ITSELF";
    public const string DefaultValueReferencesItself = "DEFAULT_VALUE_REFERENCES_ITSELF";
    public const string DefaultValueInvalid = "DEFAULT_VALUE_INVALID";
    public const string DirectiveArgumentInvalid = "DIRECTIVE_ARGUMENT_INVALID";
    public const string SpecifiedByOnBuiltIn = "SPECIFIED_BY_ON_BUILT_IN";
}
