using System.Text;
using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;
using Gateway.Common.Primitives;

namespace Gateway.Common.Composition.Joining;

/// <summary>The values of <c>join__Graph</c>, in document order.</summary>
internal sealed class JoinGraphs
{
    private readonly Utf8Map<Place> _byValue;

    /// <param name="all">Of two with one value the first is found.</param>
    public JoinGraphs(IReadOnlyList<JoinGraph> all)
    {
        All = all;
        _byValue = new Utf8Map<Place>(
            [.. all.Select(static (graph, index) => new Place(index, Encoding.UTF8.GetBytes(graph.Value)))],
            static place => place.Value);
    }

    public IReadOnlyList<JoinGraph> All { get; }

    /// <summary>The position of the graph that a join directive's argument names, or -1.</summary>
    public int IndexOf(ValueNode? value) => value switch
    {
        EnumValueNode word => _byValue.Find(word.Name.Utf8)?.Index ?? -1,
        not null when DirectiveArguments.Text(value) is { } text => _byValue.Find(text)?.Index ?? -1,
        _ => -1,
    };

    public JoinGraph? Find(string value) => _byValue.Find(value) is { } place ? All[place.Index] : null;

    private sealed record Place(int Index, byte[] Value);
}
