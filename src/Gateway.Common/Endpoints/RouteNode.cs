namespace Gateway.Common.Endpoints;

/// <summary>A place in the tree of path segments; text goes before a variable.</summary>
/// <remarks>Filled before it is used, then only read. Each search visits a node at most once.</remarks>
internal sealed class RouteNode
{
    private readonly Dictionary<string, RouteNode> _byText = new(StringComparer.Ordinal);
    private readonly SortedList<int, RestEndpoint> _endpoints = [];
    private RouteNode? _variable;

    /// <summary>The value of an <c>Allow</c> field.</summary>
    public string Allow { get; private set; } = "";

    public void Add(RestEndpoint endpoint)
    {
        var node = this;
        foreach (var segment in endpoint.Path.Segments)
        {
            node = segment.IsVariable ? node._variable ??= new RouteNode() : node.Below(segment.Text);
        }

        node._endpoints.Add(EndpointTable.Rank(endpoint.Method), endpoint);
        node.Allow = string.Join(", ", node._endpoints.Values.SelectMany(
            one => one.Method == "GET" ? ["GET", "HEAD"] : (IEnumerable<string>)[one.Method]));
    }

    public RestEndpoint? Find(string method)
    {
        foreach (var endpoint in _endpoints.Values)
        {
            if (endpoint.Method == method)
            {
                return endpoint;
            }
        }

        return null;
    }

    /// <returns>The node that has endpoints and matches all segments; null where there is none.</returns>
    public RouteNode? Find(ReadOnlySpan<char> path, ReadOnlySpan<Range> segments)
    {
        if (segments.IsEmpty)
        {
            return _endpoints.Count > 0 ? this : null;
        }

        var text = path[segments[0]];
        if (_byText.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var below)
            && below.Find(path, segments[1..]) is { } found)
        {
            return found;
        }

        return text.IsEmpty ? null : _variable?.Find(path, segments[1..]);
    }

    private RouteNode Below(string text)
    {
        if (!_byText.TryGetValue(text, out var node))
        {
            _byText.Add(text, node = new RouteNode());
        }

        return node;
    }
}
