namespace Gateway.Common.Transport;

/// <summary>Codes of requests that HTTP itself makes wrong. Never renamed.</summary>
internal static class TransportErrorCodes
{
    public const string NotFound = "NOT_FOUND";
    public const string MethodNotAllowed = "METHOD_NOT_ALLOWED";
    public const string NotAcceptable = "NOT_ACCEPTABLE";
    public const string MediaTypeUnsupported = "MEDIA_TYPE_UNSUPPORTED";
    public const string EncodingUnsupported = "ENCODING_UNSUPPORTED";
    public const string BodyTooLarge = "BODY_TOO_LARGE";
    public const string BodyMalformed = "BODY_MALFORMED";
    public const string BatchNotSupported = "BATCH_NOT_SUPPORTED";
    public const string BatchTooLarge = "BATCH_TOO_LARGE";
    public const string UploadMalformed = "UPLOAD_MALFORMED";
    public const string UploadLimit = "UPLOAD_LIMIT_EXCEEDED";
    public const string PreflightRequired = "PREFLIGHT_REQUIRED";
    public const string ParameterInvalid = "PARAMETER_INVALID";
    public const string HeaderRepeated = "HEADER_REPEATED";
    public const string RequestMalformed = "REQUEST_MALFORMED";
    public const string EndpointUnmarked = "ENDPOINT_UNMARKED";
}
