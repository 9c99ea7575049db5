namespace Gateway.Common.Sources;

/// <summary>An answer that is read as it comes: its head, then its bytes.</summary>
/// <remarks>Disposing it before its end tells the source to stop (HTTP/2: RST_STREAM).</remarks>
internal sealed class SourceStream(
    int status, string? mediaType, AnswerFields headers, Func<AnswerFields> trailers, Stream body, Action release)
    : IAsyncDisposable
{
    private Action? _release = release;

    public int Status { get; } = status;

    /// <summary>Without parameters, lower case; null where the source named none.</summary>
    public string? MediaType { get; } = mediaType;

    public AnswerFields Headers { get; } = headers;

    /// <summary>Complete once <see cref="Body"/> was read to its end.</summary>
    public AnswerFields Trailers => trailers();

    public Stream Body { get; } = body;

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _release, null) is { } release)
        {
            await Body.DisposeAsync().ConfigureAwait(false);
            release();
        }
    }
}
