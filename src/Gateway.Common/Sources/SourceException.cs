using Gateway.Common.Results;

namespace Gateway.Common.Sources;

/// <summary>A source did not give what it was asked for.</summary>
/// <param name="code">One of <see cref="SourceErrorCodes"/>.</param>
/// <param name="message">Safe for clients.</param>
/// <param name="detail">For the log: what the source said.</param>
/// <param name="extensions">Typed members for the error's extensions, as JSON members without braces; free text only
/// where settings show it.</param>
internal sealed class SourceException(string code, string message, string? detail = null, byte[]? extensions = null)
    : Exception(detail is null ? message : $"{message} ({detail})")
{
    public string Code { get; } = code;

    public string ClientMessage { get; } = message;

    public string? Detail { get; } = detail;

    public byte[]? Extensions { get; } = extensions;

    public ResultError ToError(string source) => new(Code, ClientMessage, source, Detail, Extensions);
}
