using System.Buffers.Binary;
using System.Globalization;
using System.Net.Http.Headers;

namespace Gateway.Common.Sources.Grpc;

/// <summary>Takes an answer apart: its status, and the one message of a unary call.</summary>
/// <remarks>Source: gRPC over HTTP2, "Responses"; HTTP to gRPC Status Code Mapping.</remarks>
internal static class GrpcAnswer
{
    /// <summary>One byte that tells of compression, four of length.</summary>
    public const int PrefixBytes = 5;

    private const string MediaType = "application/grpc";

    /// <returns>Status, what the server says about it (for the log only), and typed members for the error.</returns>
    public static (GrpcStatus Status, string? Detail, byte[]? Extensions) StatusOf(SourceResponse response)
    {
        // Answers without a message carry the status in their headers.
        var headers = response.Trailers is { } trailers && Find(trailers, "grpc-status") is not null
            ? trailers
            : response.Headers;
        if (Find(headers, "grpc-status") is { } status)
        {
            var isKnown = int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number <= (int)GrpcStatus.Unauthenticated;
            var found = isKnown ? (GrpcStatus)number : GrpcStatus.Unknown;
            return found == GrpcStatus.Ok
                ? (found, null, null)
                : (found, Message(headers), StatusDetails.Read(Find(headers, "grpc-status-details-bin")));
        }

        if (response.Status != 200)
        {
            return (OfHttp(response.Status), $"HTTP status {response.Status} without grpc-status", null);
        }

        throw Invalid(response.MediaType is { } type && !type.StartsWith(MediaType, StringComparison.Ordinal)
            ? $"{type} instead of {MediaType}"
            : "no grpc-status");
    }

    /// <summary>The message's bytes.</summary>
    /// <exception cref="SourceException">There is not exactly one, or it is compressed.</exception>
    public static ReadOnlySpan<byte> MessageOf(SourceResponse response)
    {
        var body = response.Body;
        if (body.Length < PrefixBytes)
        {
            throw Invalid("no message");
        }

        if (body[0] != 0)
        {
            throw Invalid("a compressed message, which was not asked for");
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(body[1..]);
        return length == body.Length - PrefixBytes
            ? body[PrefixBytes..]
            : throw Invalid(length < body.Length - PrefixBytes ? "more than one message" : "a message cut short");
    }

    public static SourceException Invalid(string detail) => new(
        SourceErrorCodes.InvalidResponse, "A source answered with what its contract does not allow.", detail);

    private static GrpcStatus OfHttp(int status) => status switch
    {
        400 => GrpcStatus.Internal,
        401 => GrpcStatus.Unauthenticated,
        403 => GrpcStatus.PermissionDenied,
        404 => GrpcStatus.Unimplemented,
        429 or 502 or 503 or 504 => GrpcStatus.Unavailable,
        _ => GrpcStatus.Unknown,
    };

    private static string? Message(HttpResponseHeaders headers) =>
        Find(headers, "grpc-message") is { } message ? Uri.UnescapeDataString(message) : null;

    private static string? Find(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) && values.Count > 0 ? values.First() : null;
}
