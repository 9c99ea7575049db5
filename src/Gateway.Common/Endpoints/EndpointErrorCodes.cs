namespace Gateway.Common.Endpoints;

/// <summary>Codes of requests that do not fit an endpoint's contract. Never renamed.</summary>
internal static class EndpointErrorCodes
{
    public const string RouteUnknown = "ROUTE_UNKNOWN";
    public const string MethodNotAllowed = "METHOD_NOT_ALLOWED";
    public const string NotAcceptable = "NOT_ACCEPTABLE";
    public const string BodyTooLarge = "BODY_TOO_LARGE";
    public const string MediaTypeUnsupported = "MEDIA_TYPE_UNSUPPORTED";
    public const string BodyInvalid = "BODY_INVALID";
    public const string ParameterUnknown = "PARAMETER_UNKNOWN";
    public const string ParameterInvalid = "PARAMETER_INVALID";
    public const string ParameterMissing = "PARAMETER_MISSING";
    public const string NotFound = "NOT_FOUND";
    public const string SourceError = "SOURCE_ERROR";
    public const string Internal = "INTERNAL_ERROR";
}
