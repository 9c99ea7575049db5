namespace Gateway.Common.Policies.Caching;

/// <summary>An answer as it may be stored and given out again; immutable.</summary>
/// <param name="body">Bytes that nobody changes any more: never a pooled array.</param>
/// <param name="contentType">The media type sent with the body.</param>
/// <param name="policy">For how long and for whom; <see cref="CachePolicy.NoStore"/> for errors and partial
/// results.</param>
/// <param name="tags">Names under which it can be purged; at most <see cref="TagsMax"/> are allowed.</param>
internal sealed class CachedResponse(
    ReadOnlyMemory<byte> body,
    string contentType,
    CachePolicy policy,
    IReadOnlyList<string>? tags = null)
{
    public const int TagsMax = 32;

    private string? _entityTag;

    public ReadOnlyMemory<byte> Body => body;

    public string ContentType => contentType;

    public CachePolicy Policy => policy;

    public IReadOnlyList<string> Tags { get; } = tags ?? [];

    /// <summary>Computed at first use.</summary>
    public EntityTag EntityTag => new(_entityTag ??= EntityTag.Of(Body.Span).Value);
}

/// <summary>A hit.</summary>
/// <param name="Response">The stored answer.</param>
/// <param name="Age">Time since it was stored, for the <c>Age</c> field.</param>
/// <param name="Left">Time for which it is still fresh.</param>
internal readonly record struct CacheHit(CachedResponse Response, TimeSpan Age, TimeSpan Left);
