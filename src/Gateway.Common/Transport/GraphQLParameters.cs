namespace Gateway.Common.Transport;

/// <summary>What a GraphQL request consists of, by slices of the body where it can be.</summary>
/// <remarks>Source: GraphQL over HTTP, "Request Parameters" and its appendix on persisted documents.</remarks>
internal record struct GraphQLParameters
{
    private const string HashPrefix = "sha256:";

    /// <summary>UTF-8; empty where there is none.</summary>
    public ReadOnlyMemory<byte> Query { get; set; }

    public string? OperationName { get; set; }

    /// <summary>A JSON object; empty where there is none.</summary>
    public ReadOnlyMemory<byte> Variables { get; set; }

    /// <summary>Without the prefix that names the hash.</summary>
    public string? DocumentId { get; private set; }

    /// <summary>Whether the id came in Apollo's <c>extensions.persistedQuery.sha256Hash</c>.</summary>
    public bool IsPersistedQuery { get; private set; }

    /// <returns>False where another id was given before.</returns>
    public bool TrySetDocumentId(string? id, bool isPersistedQuery = false)
    {
        id = id?.StartsWith(HashPrefix, StringComparison.Ordinal) is true ? id[HashPrefix.Length..] : id;
        if (DocumentId is not null && id is not null && DocumentId != id)
        {
            return false;
        }

        DocumentId ??= id;
        IsPersistedQuery |= isPersistedQuery && id is not null;
        return true;
    }
}

/// <summary>Why parameters are refused.</summary>
internal sealed record ParameterRefusal(string Code, string Message)
{
    public static ParameterRefusal Malformed { get; } =
        new(TransportErrorCodes.BodyMalformed, "The body is not one JSON object in UTF-8.");

    public static ParameterRefusal Batch { get; } =
        new(TransportErrorCodes.BatchNotSupported, "One request holds one operation: arrays are not taken.");

    public static ParameterRefusal Of(string name, string expected) =>
        new(TransportErrorCodes.ParameterInvalid, $"The parameter {name} has to be {expected}.");

    public static ParameterRefusal BatchTooLarge(int requestsMax) =>
        new(TransportErrorCodes.BatchTooLarge, $"An array holds {requestsMax} requests at most.");
}
