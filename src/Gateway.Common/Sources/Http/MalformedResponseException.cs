namespace Gateway.Common.Sources.Http;

/// <summary>A source sent no response of HTTP/1.1, or one that is too large; the text names what.</summary>
internal sealed class MalformedResponseException(string message) : Exception(message);
