namespace Gateway.Common.Pipeline;

/// <summary>
/// Codes of requests that are refused before execution, besides those of validation and identity. Never
/// renamed.
/// </summary>
internal static class RequestErrorCodes
{
    public const string Unauthenticated = "UNAUTHENTICATED";
    public const string Forbidden = "FORBIDDEN";
    public const string RateLimited = "RATE_LIMITED";
    public const string DocumentNotTrusted = "DOCUMENT_NOT_TRUSTED";
    public const string DocumentUnknown = "DOCUMENT_UNKNOWN";
    public const string DocumentMissing = "DOCUMENT_MISSING";
    public const string DocumentHashMismatch = "DOCUMENT_HASH_MISMATCH";
    public const string PersistedQueryNotFound = "PERSISTED_QUERY_NOT_FOUND";
    public const string PersistedQueryNotSupported = "PERSISTED_QUERY_NOT_SUPPORTED";
    public const string UploadNotExpected = "UPLOAD_NOT_EXPECTED";
    public const string OperationUnknown = "OPERATION_UNKNOWN";
    public const string MutationNotAllowed = "MUTATION_NOT_ALLOWED";
    public const string SubscriptionNotSupported = "SUBSCRIPTION_NOT_SUPPORTED";
    public const string BodyTooLarge = "BODY_TOO_LARGE";
    public const string IntrospectionLimit = "INTROSPECTION_LIMIT_EXCEEDED";
    public const string ResponseTooLarge = "RESPONSE_TOO_LARGE";
    public const string NotReady = "NOT_READY";
    public const string Internal = "INTERNAL_ERROR";
}
