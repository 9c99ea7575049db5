namespace Gateway.Common.Composition;

/// <summary>Codes of composition errors. Never renamed.</summary>
internal static class CompositionCodes
{
    public const string TypeKindMismatch = "TYPE_KIND_MISMATCH";
    public const string FieldTypeMismatch = "FIELD_TYPE_MISMATCH";
    public const string ArgumentTypeMismatch = "FIELD_ARGUMENT_TYPE_MISMATCH";
    public const string EnumValueMismatch = "ENUM_VALUE_MISMATCH";
    public const string InvalidFieldSharing = "INVALID_FIELD_SHARING";
    public const string NoQueries = "NO_QUERIES";
    public const string FieldSetInvalid = "INVALID_FIELD_SET";
    public const string LookupInvalid = "LOOKUP_INVALID";
    public const string LinkInvalid = "LINK_INVALID";
    public const string SchemaInvalid = "INVALID_GRAPHQL";
}
