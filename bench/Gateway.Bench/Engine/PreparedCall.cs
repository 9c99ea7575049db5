using System.Net.Http.Headers;

namespace Gateway.Bench.Engine;

/// <summary>
/// A call with all that can be made ready beforehand: a request message is good for one sending only.
/// </summary>
internal sealed class PreparedCall
{
    private readonly HttpMethod _method;
    private readonly Uri _url;
    private readonly Version _version;
    private readonly HttpVersionPolicy _policy;
    private readonly KeyValuePair<string, string>[] _headers;
    private readonly byte[] _body;
    private readonly MediaTypeHeaderValue? _contentType;

    private PreparedCall(HttpRequestMessage message, byte[] body)
    {
        _method = message.Method;
        _url = message.RequestUri!;
        _version = message.Version;
        _policy = message.VersionPolicy;
        _headers = [.. message.Headers.Select(static header => KeyValuePair.Create(header.Key, header.Value.Single()))];
        _body = body;
        _contentType = message.Content?.Headers.ContentType;
    }

    public static async Task<PreparedCall> OfAsync(HttpRequestMessage message)
    {
        using (message)
        {
            var body = message.Content is null ? [] : await message.Content.ReadAsByteArrayAsync();
            return new PreparedCall(message, body);
        }
    }

    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(_method, _url) { Version = _version, VersionPolicy = _policy };
        foreach (var (name, value) in _headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        if (_contentType is not null)
        {
            message.Content = new ReadOnlyMemoryContent(_body);
            message.Content.Headers.ContentType = _contentType;
        }

        return message;
    }
}
