using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Joining;

/// <summary>The join directives of one name on one member, and the graphs that they speak of.</summary>
/// <remarks>Read for one member after another, so that a supergraph's tens of thousands leave no garbage.</remarks>
internal sealed class JoinUses(JoinGraphs graphs)
{
    private readonly List<DirectiveNode> _directives = [];
    private readonly List<int> _graphs = [];

    /// <summary>Those that speak of a graph, in document order.</summary>
    public int Count => _graphs.Count;

    /// <summary>Whether there is none of that name: the member belongs to all graphs.</summary>
    public bool BelongsToAll { get; private set; }

    public DirectiveNode this[int index] => _directives[index];

    /// <summary>Index among the graphs.</summary>
    public int GraphOf(int index) => _graphs[index];

    /// <summary>Whether there is more in it than the graph.</summary>
    public bool SaysMore(int index) => _directives[index].Arguments.Count > 1;

    public void Read(IReadOnlyList<DirectiveNode> applied, ReadOnlySpan<byte> name)
    {
        _directives.Clear();
        _graphs.Clear();
        BelongsToAll = true;
        foreach (var directive in applied.Elements())
        {
            if (!directive.Name.Is(name))
            {
                continue;
            }

            BelongsToAll = false;
            if (graphs.IndexOf(DirectiveArguments.Find(directive, "graph"u8)) is var graph and >= 0)
            {
                _directives.Add(directive);
                _graphs.Add(graph);
            }
        }
    }
}
