namespace Shop.Grpc;

/// <summary>Ends a call with a status other than OK.</summary>
internal sealed class GrpcException(GrpcStatus status, string message, byte[]? details = null) : Exception(message)
{
    public GrpcStatus Status { get; } = status;

    /// <summary>
    /// A serialized <c>google.rpc.Status</c> for <c>grpc-status-details-bin</c>, where there is more to say.
    /// </summary>
    public byte[]? Details { get; } = details;

    public static GrpcException NotFound(string what) => new(GrpcStatus.NotFound, what);

    public static GrpcException InvalidArgument(string field, string description) =>
        new(GrpcStatus.InvalidArgument, $"{field}: {description}", ErrorDetails.BadRequest(field, description));
}
