namespace Gateway.Common.Sources.Grpc;

/// <summary>What calls of a gRPC source may cost and how they are sent.</summary>
internal sealed record GrpcOptions
{
    public static GrpcOptions Default { get; } = new();

    /// <summary>Bytes of one message of an answer, after decompression. Default 16 MiB; 1 KiB to 1 GiB.</summary>
    public int MessageBytesMax { get; init; } = 16 * 1024 * 1024;

    /// <summary>Whether requests of 1 KiB and more are sent compressed (gzip). Default no.</summary>
    public bool CompressesRequests { get; init; }
}
