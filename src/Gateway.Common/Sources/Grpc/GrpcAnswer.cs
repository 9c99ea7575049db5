using System.Buffers.Binary;
using System.Globalization;
using Gateway.Common.Policies.Resilience;

namespace Gateway.Common.Sources.Grpc;

/// <summary>Takes an answer apart: its status, and the one message of a unary call.</summary>
/// <remarks>Source: gRPC over HTTP2, "Responses"; HTTP to gRPC Status Code Mapping; gRPC Retry Design.</remarks>
internal static class GrpcAnswer
{
    private const string MediaType = "application/grpc";

    /// <returns>Status, what the server says about it (for the log only), and typed members for the error.</returns>
    public static (GrpcStatus Status, string? Detail, byte[]? Extensions) StatusOf(SourceResponse response)
    {
        // Answers without a message carry the status in their headers.
        return Told(response.TrailerFields) ?? Told(response.HeaderFields)
            ?? StatusWithout(response.Status, response.MediaType);
    }

    /// <summary>What headers or trailers say; null where they say nothing.</summary>
    public static (GrpcStatus Status, string? Detail, byte[]? Extensions)? Told(AnswerFields fields)
    {
        if (fields.Find("grpc-status") is not { } status)
        {
            return null;
        }

        var isKnown = int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= (int)GrpcStatus.Unauthenticated;
        var found = isKnown ? (GrpcStatus)number : GrpcStatus.Unknown;
        return found == GrpcStatus.Ok
            ? (found, null, null)
            : (found, Message(fields), StatusDetails.Read(fields.Find("grpc-status-details-bin")).Extensions);
    }

    /// <summary>The status of an answer that has none of its own.</summary>
    /// <exception cref="SourceException">It says that all is well, and is no gRPC.</exception>
    public static (GrpcStatus Status, string? Detail, byte[]? Extensions) StatusWithout(int http, string? mediaType)
    {
        if (http != 200)
        {
            return (OfHttp(http), $"HTTP status {http} without grpc-status", null);
        }

        throw Invalid(mediaType is { } type && !type.StartsWith(MediaType, StringComparison.Ordinal)
            ? $"{type} instead of {MediaType}"
            : "no grpc-status");
    }

    /// <summary>A status that says nothing of the call: the source is not there, or too slow.</summary>
    /// <returns>Null for any other answer; such statuses are read later.</returns>
    public static SourceFailure? FindFailure(SourceResponse response)
    {
        var told = response.TrailerFields;
        var status = told.Find("grpc-status");
        if (status is null)
        {
            told = response.HeaderFields;
            status = told.Find("grpc-status");
        }

        SourceFailureKind? kind = status switch
        {
            "14" => SourceFailureKind.Unavailable,
            "4" => SourceFailureKind.Timeout,
            _ => null,
        };
        if (kind is not { } failed)
        {
            return null;
        }

        var details = StatusDetails.Read(told.Find("grpc-status-details-bin"));
        var detail = $"grpc-status {status}: {Message(told)}";
        return new SourceFailure(failed, detail, PushBack(told) ?? details.RetryAfter)
        {
            Extensions = details.Extensions,
        };
    }

    /// <exception cref="SourceException">There is not exactly one message.</exception>
    public static void CheckLength(ReadOnlySpan<byte> body)
    {
        if (body.Length < GrpcFrame.PrefixBytes)
        {
            throw Invalid("no message");
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(body[1..]);
        if (length != body.Length - GrpcFrame.PrefixBytes)
        {
            throw Invalid(
                length < body.Length - GrpcFrame.PrefixBytes ? "more than one message" : "a message cut short");
        }
    }

    public static string? EncodingOf(AnswerFields headers) => headers.Find(GrpcFrame.EncodingHeader);

    public static SourceException Invalid(string detail) => new(
        SourceErrorCodes.InvalidResponse, "A source answered with what its contract does not allow.", detail);

    /// <summary><c>grpc-retry-pushback-ms</c>: when to try again; negative or no number means never.</summary>
    private static TimeSpan? PushBack(AnswerFields fields)
    {
        if (fields.Find("grpc-retry-pushback-ms") is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : TimeSpan.MaxValue;
    }

    private static GrpcStatus OfHttp(int status) => status switch
    {
        400 => GrpcStatus.Internal,
        401 => GrpcStatus.Unauthenticated,
        403 => GrpcStatus.PermissionDenied,
        404 => GrpcStatus.Unimplemented,
        429 or 502 or 503 or 504 => GrpcStatus.Unavailable,
        _ => GrpcStatus.Unknown,
    };

    private static string? Message(AnswerFields fields) =>
        fields.Find("grpc-message") is { } message ? Uri.UnescapeDataString(message) : null;
}
