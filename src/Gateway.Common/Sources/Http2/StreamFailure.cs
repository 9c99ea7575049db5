using Gateway.Common.Sources.Http;

namespace Gateway.Common.Sources.Http2;

/// <summary>Why a stream has no whole answer.</summary>
internal enum StreamFailureKind
{
    /// <summary>The peer ended the stream or the connection.</summary>
    Broken,

    /// <summary>The peer says that it did nothing with the request. Source: RFC 9113 §8.7.</summary>
    NotProcessed,

    /// <summary>What came is no response, or larger than allowed.</summary>
    Malformed,

    /// <summary>The caller gave up.</summary>
    Cancelled,
}

/// <param name="Detail">For the log only.</param>
internal sealed record StreamFailure(StreamFailureKind Kind, string Detail)
{
    public Exception ToException(CancellationToken cancellationToken) => Kind switch
    {
        StreamFailureKind.Malformed => new MalformedResponseException(Detail),
        StreamFailureKind.Cancelled => new OperationCanceledException(Detail, cancellationToken),
        _ => new IOException(Detail),
    };
}
