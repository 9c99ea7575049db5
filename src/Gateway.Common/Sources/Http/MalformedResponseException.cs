namespace Gateway.Common.Sources.Http;

/// <summary>A source sent what is no HTTP/1.1 response, or one that is larger than allowed; the text names what.</summary>
internal sealed class MalformedResponseException(string message) : Exception(message);
