using System.Net.Http.Headers;

namespace Gateway.Common.Sources;

/// <summary>An answer that is read as it comes: its head, then its bytes.</summary>
/// <remarks>Disposing it before its end tells the source to stop (HTTP/2: RST_STREAM).</remarks>
internal sealed class SourceStream(HttpResponseMessage answer, Stream body, Action release) : IAsyncDisposable
{
    private Action? _release = release;

    public int Status { get; } = (int)answer.StatusCode;

    public string? MediaType { get; } = answer.Content.Headers.ContentType?.MediaType?.ToLowerInvariant();

    public HttpResponseHeaders Headers => answer.Headers;

    /// <summary>Complete once <see cref="Body"/> was read to its end.</summary>
    public HttpResponseHeaders Trailers => answer.TrailingHeaders;

    public Stream Body { get; } = body;

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _release, null) is { } release)
        {
            await Body.DisposeAsync().ConfigureAwait(false);
            answer.Dispose();
            release();
        }
    }
}
