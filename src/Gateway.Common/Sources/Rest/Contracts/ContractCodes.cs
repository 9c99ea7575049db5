namespace Gateway.Common.Sources.Rest.Contracts;

/// <summary>The closed set of codes that the importer's diagnostics carry. Never renamed.</summary>
internal static class ContractCodes
{
    /// <summary>Neither JSON nor YAML, or no OpenAPI document.</summary>
    public const string Malformed = "CONTRACT_MALFORMED";

    /// <summary>Deeper, larger or more files than may be read.</summary>
    public const string TooLarge = "CONTRACT_TOO_LARGE";

    public const string UnsupportedVersion = "CONTRACT_VERSION_UNSUPPORTED";

    /// <summary>A <c>$ref</c> that names nothing.</summary>
    public const string RefUnresolved = "REF_UNRESOLVED";

    /// <summary>A <c>$ref</c> to the network or out of the contract's folder.</summary>
    public const string RefOutside = "REF_OUTSIDE";

    /// <summary>No operation at all.</summary>
    public const string NoOperations = "CONTRACT_EMPTY";

    /// <summary>An operation that could not be taken over.</summary>
    public const string OperationSkipped = "OPERATION_SKIPPED";

    /// <summary>A part of an operation that is left out: it is the gateway's own matter, or names nothing.</summary>
    public const string PartIgnored = "PART_IGNORED";

    /// <summary>A media type that is passed as text or bytes only.</summary>
    public const string MediaTypeOpaque = "MEDIA_TYPE_OPAQUE";

    /// <summary>A schema whose meaning GraphQL has no type for; it is a JSON scalar.</summary>
    public const string SchemaOpaque = "SCHEMA_OPAQUE";

    /// <summary>A schema that contradicts itself.</summary>
    public const string SchemaUnsound = "SCHEMA_UNSOUND";
}
