namespace Gateway.Common.Sources.Http2;

/// <summary>A peer broke a rule, and its connection ends. Source: RFC 9113 §5.4.1.</summary>
internal sealed class Http2Exception(Http2Error error, string message) : Exception(message)
{
    public Http2Error Error { get; } = error;
}
