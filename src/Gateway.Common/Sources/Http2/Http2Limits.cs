using Gateway.Common.Sources.Http;

namespace Gateway.Common.Sources.Http2;

/// <summary>The bounds of all that a peer can make this side keep, do or wait for.</summary>
internal static class Http2Limits
{
    /// <summary>Bytes of a frame's payload, both ways: the smallest that every peer takes.</summary>
    public const int FrameBytesMax = 16 * 1024;

    /// <summary>Bytes of one response's fields, names and values, each field counted with 32 more.</summary>
    public const int FieldListBytesMax = ResponseHead.BytesMax;

    /// <summary>Bytes of one field block as it comes.</summary>
    public const int FieldBlockBytesMax = ResponseHead.BytesMax;

    /// <summary>CONTINUATION frames of one field block.</summary>
    public const int ContinuationsMax = 16;

    /// <summary>100 Continue and the like before an answer.</summary>
    public const int InterimMax = 8;

    /// <summary>Frames in a row that bring no call further: pings, settings, empty data and the like.</summary>
    public const int IdleFramesMax = 1_000;

    /// <summary>Bytes that wait to be sent; more means that the peer does not read.</summary>
    public const int PendingBytesMax = 8 * 1024 * 1024;

    /// <summary>Bytes of one response that a peer may send before somebody takes them.</summary>
    public const int StreamWindow = 256 * 1024;

    /// <summary>Bytes of all responses of a connection that are on their way.</summary>
    public const int ConnectionWindow = 4 * 1024 * 1024;

    /// <summary>Streams of a connection at the same time, if the peer takes as many.</summary>
    public const int StreamsMax = 1_000;

    /// <summary>Connections to one source.</summary>
    public const int ConnectionsMax = 64;

    /// <summary>Connections that come and go while one call waits for a place.</summary>
    public const int OpeningsMax = 2 * ConnectionsMax;

    /// <summary>The last stream's number: further ones need another connection. Source: RFC 9113 §5.1.1.</summary>
    public const int StreamIdMax = int.MaxValue;

    /// <summary>
    /// Silence with calls on their way, before the peer is asked whether it is there. Servers of gRPC take more than
    /// one ping in five minutes for an attack.
    /// </summary>
    public static readonly TimeSpan PingAfter = TimeSpan.FromMinutes(6);

    public static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(20);

    /// <summary>Of a connection without calls.</summary>
    public static readonly TimeSpan IdleMax = TimeSpan.FromSeconds(60);

    public static readonly TimeSpan SweepPeriod = TimeSpan.FromSeconds(20);
}
