namespace Gateway.Common.Sources.Grpc;

/// <summary>Statuses as errors that clients may read; the server's words go to the log.</summary>
internal static class GrpcErrors
{
    /// <param name="extensions">Typed members for clients, or null.</param>
    public static SourceException Of(GrpcStatus status, string? detail, byte[]? extensions)
    {
        var (code, message) = status switch
        {
            GrpcStatus.NotFound => (SourceErrorCodes.NotFound, "There is no such thing."),
            GrpcStatus.InvalidArgument or GrpcStatus.OutOfRange =>
                (SourceErrorCodes.InvalidArgument, "A source refused the arguments."),
            GrpcStatus.PermissionDenied or GrpcStatus.Unauthenticated =>
                (SourceErrorCodes.Forbidden, "A source refused the caller."),
            GrpcStatus.AlreadyExists or GrpcStatus.FailedPrecondition or GrpcStatus.Aborted =>
                (SourceErrorCodes.Conflict, "The state of things does not allow this."),
            GrpcStatus.ResourceExhausted => (SourceErrorCodes.RateLimited, "A source asks for fewer calls."),
            GrpcStatus.DeadlineExceeded => (SourceErrorCodes.Timeout, "A source did not answer in time."),
            GrpcStatus.Unavailable => (SourceErrorCodes.Unavailable, "A source cannot be reached."),
            _ => (SourceErrorCodes.Failed, "A source reported an error."),
        };
        return new SourceException(code, message, $"grpc-status {(int)status} {status}: {detail}", extensions);
    }
}
