using System.Buffers.Text;
using Gateway.Common.Policies.Resilience;

namespace Gateway.Common.Sources.Http;

/// <summary>Which answers are failures before anybody reads their body.</summary>
internal static class SourceAnswers
{
    /// <summary>
    /// Server errors, unless the caller reads them; with 502 to 504 only XML is the source's own: a fault may come with
    /// any status, but what a proxy answers in a source's place is none.
    /// </summary>
    public static SourceFailure? FailureOf(string source, int status, string? mediaType, SourceRequest request)
    {
        var isProxys = status is 502 or 503 or 504
            && mediaType is not ("text/xml" or "application/xml" or "application/soap+xml");
        return status >= 500 && (isProxys || !request.ReadsServerErrors)
            ? new SourceFailure(SourceFailureKind.Unavailable, $"{source} answered {status}.")
            : null;
    }

    /// <summary>The same, with the time after which the source may be asked again.</summary>
    /// <param name="retryAfter">The field's value, of which only seconds are understood; empty for none.</param>
    public static SourceFailure? FailureOf(
        string source, int status, string? mediaType, SourceRequest request, ReadOnlySpan<byte> retryAfter) =>
        FailureOf(source, status, mediaType, request) is not { } failure ? null
        : Utf8Parser.TryParse(retryAfter, out int seconds, out var digits) && digits == retryAfter.Length
            ? failure with { RetryAfter = TimeSpan.FromSeconds(seconds) }
            : failure;

    public static SourceFailure Malformed(string source, MalformedResponseException malformed) =>
        new(SourceFailureKind.InvalidResponse, $"{source}: {malformed.Message}");
}
