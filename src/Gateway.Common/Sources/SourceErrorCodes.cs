namespace Gateway.Common.Sources;

/// <summary>The closed set of codes for what can go wrong with a source. Never renamed.</summary>
internal static class SourceErrorCodes
{
    /// <summary>No connection, a reset, or a 5xx answer.</summary>
    public const string Unavailable = "SOURCE_UNAVAILABLE";

    /// <summary>No answer within the deadline.</summary>
    public const string Timeout = "SOURCE_TIMEOUT";

    /// <summary>Wrong content type, malformed, or not of the contract's shape.</summary>
    public const string InvalidResponse = "SOURCE_INVALID_RESPONSE";

    /// <summary>More bytes or deeper than the source may answer.</summary>
    public const string ResponseTooLarge = "SOURCE_RESPONSE_TOO_LARGE";

    /// <summary>The source answered with an error of its own: a problem, a fault, a status, GraphQL errors.</summary>
    public const string Failed = "SOURCE_ERROR";

    /// <summary>The source says that there is no such thing.</summary>
    public const string NotFound = "NOT_FOUND";

    /// <summary>The source refused the arguments.</summary>
    public const string InvalidArgument = "INVALID_ARGUMENT";

    /// <summary>The source refused the caller.</summary>
    public const string Forbidden = "FORBIDDEN";

    /// <summary>The source says that the state does not allow it: already paid, concurrent change.</summary>
    public const string Conflict = "CONFLICT";

    /// <summary>The source's protocol carries no files, or the gateway cannot send it any.</summary>
    public const string UploadNotSupported = "UPLOAD_NOT_SUPPORTED";

    /// <summary>The source asks for fewer calls.</summary>
    public const string RateLimited = "SOURCE_RATE_LIMITED";
}
