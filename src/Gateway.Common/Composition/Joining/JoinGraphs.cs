namespace Gateway.Common.Composition.Joining;

/// <summary>The values of <c>join__Graph</c>, in document order.</summary>
internal sealed class JoinGraphs
{
    private readonly Dictionary<string, int> _byValue;

    /// <param name="all">Of two with one value the first is found.</param>
    public JoinGraphs(IReadOnlyList<JoinGraph> all)
    {
        All = all;
        _byValue = new Dictionary<string, int>(all.Count);
        for (var index = 0; index < all.Count; index++)
        {
            _byValue.TryAdd(all[index].Value, index);
        }
    }

    public IReadOnlyList<JoinGraph> All { get; }

    /// <summary>The position of the graph that join directives call so, or -1.</summary>
    public int IndexOf(string value) => _byValue.GetValueOrDefault(value, -1);

    public JoinGraph? Find(string value) => IndexOf(value) is var index and >= 0 ? All[index] : null;
}
