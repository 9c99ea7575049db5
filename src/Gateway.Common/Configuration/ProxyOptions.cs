namespace Gateway.Common.Configuration;

/// <summary>One route that is passed through to a source as it is: <c>Gateway:Proxy:{name}</c>, GET and HEAD.</summary>
internal sealed record ProxyOptions
{
    public required string Name { get; init; }

    /// <summary>The route, such as <c>/v1/products/{id}/image</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Name of the source that answers.</summary>
    public required string Source { get; init; }

    /// <summary>The path at the source, with the route's parameters, such as <c>/products/{id}/image</c>.</summary>
    public required string Target { get; init; }
}
