using System.Text;
using Gateway.Common.Sources.Rest.Reading;

namespace Gateway.Common.Sources.Rest;

/// <summary>Statuses that are not success, as typed errors.</summary>
/// <remarks>
/// 400, 413, 414, 422 → INVALID_ARGUMENT; 401, 403 → FORBIDDEN; 404, 410 → NOT_FOUND (null, where a GET gives one
/// nullable
/// thing); 409, 412, 423, 428 → CONFLICT; 429 → SOURCE_RATE_LIMITED; 5xx and 408 → SOURCE_UNAVAILABLE; all others →
/// SOURCE_ERROR.
/// The error's extensions hold the status, and of a problem its type and code; its words where settings show them.
/// Source: RFC 9110 §15, RFC 9457.
/// </remarks>
internal static class RestErrors
{
    private const int DetailBytesMax = 1024;

    public static SourceException Of(SourceResponse response, ProblemPlan problems)
    {
        var (code, message) = Classify(response.Status);
        var said = Encoding.UTF8.GetString(response.Body[..Math.Min(response.Body.Length, DetailBytesMax)]);
        return new SourceException(
            code, message, $"status {response.Status}: {said}", ProblemReader.Read(response, problems));
    }

    public static SourceException Invalid(string detail) =>
        new(SourceErrorCodes.InvalidResponse, "A source answered with what its contract does not allow.", detail);

    private static (string Code, string Message) Classify(int status) => status switch
    {
        400 or 413 or 414 or 422 => (SourceErrorCodes.InvalidArgument, "A source refused the arguments."),
        401 or 403 => (SourceErrorCodes.Forbidden, "A source refused the caller."),
        404 or 410 => (SourceErrorCodes.NotFound, "A source has no such thing."),
        409 or 412 or 423 or 428 => (SourceErrorCodes.Conflict, "A source refused the change in the present state."),
        429 => (SourceErrorCodes.RateLimited, "A source asks for fewer calls."),
        408 or >= 500 => (SourceErrorCodes.Unavailable, "A source cannot answer now."),
        _ => (SourceErrorCodes.Failed, "A source reported an error."),
    };
}
