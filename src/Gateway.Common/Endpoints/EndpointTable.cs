namespace Gateway.Common.Endpoints;

/// <summary>The routes of a snapshot. Immutable.</summary>
internal sealed class EndpointTable
{
    private readonly RouteNode _root = new();

    /// <param name="endpoints">No two of one method and path shape.</param>
    public EndpointTable(IEnumerable<RestEndpoint> endpoints)
    {
        Endpoints = [.. endpoints.OrderBy(one => one.Path.Text, StringComparer.Ordinal)
            .ThenBy(one => Rank(one.Method))];
        Versions = [.. Endpoints.Select(one => one.Path.Version).Distinct().OrderBy(version => version.Length)
            .ThenBy(version => version, StringComparer.Ordinal)];
        foreach (var endpoint in Endpoints)
        {
            _root.Add(endpoint);
        }
    }

    public static EndpointTable Empty { get; } = new([]);

    /// <summary>By path, then by method.</summary>
    public IReadOnlyList<RestEndpoint> Endpoints { get; }

    /// <summary>Such as <c>v1</c>, the oldest first.</summary>
    public IReadOnlyList<string> Versions { get; }

    /// <summary>Finds what serves a request.</summary>
    /// <param name="method">Upper case; HEAD is answered as GET.</param>
    /// <param name="path">Decoded once, as the server gives it.</param>
    public RouteMatch Match(string method, string path)
    {
        // Longer paths than any template cannot match; the bound keeps the walk's work fixed.
        if (path.Length < 2 || path[0] != '/' || path.AsSpan().Count('/') > PathTemplate.SegmentsMax)
        {
            return default;
        }

        Span<Range> segments = stackalloc Range[PathTemplate.SegmentsMax + 1];
        var count = path.AsSpan(1).Split(segments, '/');
        if (_root.Find(path.AsSpan(1), segments[..count]) is not { } node)
        {
            return default;
        }

        return node.Find(method == "HEAD" ? "GET" : method) is { } endpoint
            ? new RouteMatch(endpoint, ValuesOf(endpoint, path, segments[..count]), null)
            : new RouteMatch(null, [], node.Allow);
    }

    private static string[] ValuesOf(RestEndpoint endpoint, string path, ReadOnlySpan<Range> segments)
    {
        var values = new string[endpoint.Path.Variables.Count];
        var next = 0;
        for (var index = 0; index < segments.Length; index++)
        {
            if (endpoint.Path.Segments[index].IsVariable)
            {
                values[next++] = path.AsSpan(1)[segments[index]].ToString();
            }
        }

        return values;
    }

    internal static int Rank(string method) => method switch
    {
        "GET" => 0,
        "POST" => 1,
        "PUT" => 2,
        "PATCH" => 3,
        _ => 4,
    };
}

/// <summary>What a path and method lead to.</summary>
/// <param name="Endpoint">Null where nothing is served so.</param>
/// <param name="PathValues">The path variables' text, in the template's order.</param>
/// <param name="Allow">The methods of a known path that has not this one (405); null for an unknown path (404).</param>
internal readonly record struct RouteMatch(RestEndpoint? Endpoint, string[] PathValues, string? Allow);
