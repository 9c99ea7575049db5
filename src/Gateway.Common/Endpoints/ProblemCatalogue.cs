using System.Collections.Frozen;

namespace Gateway.Common.Endpoints;

/// <summary>The closed set of problems that endpoints answer with, each with its status and title.</summary>
/// <remarks>Source: RFC 9457. A code keeps its meaning for good; clients decide by it.</remarks>
internal static class ProblemCatalogue
{
    private static readonly ProblemKind[] Kinds =
    [
        new("BODY_MALFORMED", 400, "The body does not decompress."),
        new(EndpointErrorCodes.BodyInvalid, 400, "The body is not what this path takes."),
        new(EndpointErrorCodes.ParameterInvalid, 400, "A parameter's value is not of its type."),
        new(EndpointErrorCodes.ParameterMissing, 400, "A required parameter is missing."),
        new(EndpointErrorCodes.ParameterUnknown, 400, "This path has no such parameter."),
        new("HEADER_REPEATED", 400, "A header is there more than once."),
        new("INVALID_ARGUMENT", 400, "A value was refused by the service that it is for."),
        new("REQUEST_MALFORMED", 400, "The request is not valid HTTP."),
        new("VARIABLES_MALFORMED", 400, "The values are not valid JSON."),
        new("VARIABLES_TOO_DEEP", 400, "A value is nested too deeply."),
        new("VARIABLE_INVALID", 400, "A value is not of its type."),
        new("API_KEY_EXPIRED", 401, "The API key has expired."),
        new("API_KEY_INVALID", 401, "The API key is not valid."),
        new("API_KEY_IN_URL", 401, "A credential may not be in the URL."),
        new("API_KEY_MISSING", 401, "An API key is needed."),
        new("SESSION_EXPIRED", 401, "The session has ended."),
        new("SESSION_MISSING", 401, "A session is needed."),
        new("TOKEN_AUDIENCE", 401, "The token is not for this service."),
        new("TOKEN_EXPIRED", 401, "The token has expired."),
        new("TOKEN_INVALID", 401, "The token is not valid."),
        new("TOKEN_ISSUER", 401, "The token's issuer is not accepted."),
        new("TOKEN_KEY_UNKNOWN", 401, "The token's key is not known."),
        new("TOKEN_MISSING", 401, "A token is needed."),
        new("TOKEN_NOT_YET_VALID", 401, "The token is not valid yet."),
        new("TOKEN_SIGNATURE", 401, "The token's signature is not valid."),
        new("TOKEN_TOO_LARGE", 401, "The token is too large."),
        new("UNAUTHENTICATED", 401, "This needs an authenticated caller."),
        new("ANTI_FORGERY", 403, "The anti-forgery header is missing or wrong."),
        new("FORBIDDEN", 403, "The caller may not do this."),
        new(EndpointErrorCodes.NotFound, 404, "There is no such thing."),
        new(EndpointErrorCodes.RouteUnknown, 404, "Nothing is served under this path."),
        new(EndpointErrorCodes.MethodNotAllowed, 405, "This path is not served by this method."),
        new(EndpointErrorCodes.NotAcceptable, 406, "Answers are application/json."),
        new("CONFLICT", 409, "The present state does not allow this."),
        new(EndpointErrorCodes.BodyTooLarge, 413, "The body is too large."),
        new("VARIABLES_TOO_LARGE", 413, "The values are too large."),
        new("ENCODING_UNSUPPORTED", 415, "The body has to be plain, or compressed by gzip or br."),
        new(EndpointErrorCodes.MediaTypeUnsupported, 415, "The body has to be application/json in UTF-8."),
        new("RATE_LIMITED", 429, "Too many requests; see Retry-After."),
        new(EndpointErrorCodes.Internal, 500, "The gateway failed."),
        new("RESPONSE_TOO_LARGE", 500, "The answer would be larger than the gateway allows."),
        new("NULL_FOR_NON_NULL", 502, "A service left out what its contract promises."),
        new(EndpointErrorCodes.SourceError, 502, "A service that this needs answered with an error."),
        new("SOURCE_INVALID_RESPONSE", 502, "A service that this needs gave an answer against its contract."),
        new("SOURCE_RESPONSE_TOO_LARGE", 502, "A service that this needs gave too large an answer."),
        new("IDENTITY_UNAVAILABLE", 503, "Credentials cannot be checked now."),
        new("NOT_READY", 503, "The gateway is not ready yet."),
        new("SOURCE_CIRCUIT_OPEN", 503, "A service that this needs is failing and is left alone for a while."),
        new("SOURCE_OVERLOADED", 503, "A service that this needs has too many calls to answer."),
        new("SOURCE_RATE_LIMITED", 503, "A service that this needs asks for fewer calls."),
        new("SOURCE_UNAVAILABLE", 503, "A service that this needs cannot be reached."),
        new("SOURCE_TIMEOUT", 504, "A service that this needs did not answer in time."),
    ];

    private static readonly FrozenDictionary<string, ProblemKind> ByCode =
        Kinds.ToFrozenDictionary(kind => kind.Code, StringComparer.Ordinal);

    /// <summary>By status, then by code.</summary>
    public static IReadOnlyList<ProblemKind> All => Kinds;

    public static ProblemKind? Find(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>For an error in an executed answer: what a source called otherwise is its error.</summary>
    public static ProblemKind OfExecution(string code) => Find(code) ?? ByCode[EndpointErrorCodes.SourceError];

    /// <summary>For a refusal: what is wrong with the host's own document is no fault of the client's.</summary>
    public static ProblemKind OfRefusal(string code) => Find(code) ?? ByCode[EndpointErrorCodes.Internal];
}

/// <param name="Title">The same for every occurrence.</param>
internal sealed record ProblemKind(string Code, int Status, string Title)
{
    /// <summary>Names the kind; there is nothing to fetch under it.</summary>
    public string Type { get; } = $"about:blank#{Code}";
}
