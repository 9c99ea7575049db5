using System.Text;
using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Joining;

/// <summary>A join directive and the graph that it speaks of.</summary>
/// <param name="Graph">Index among the graphs.</param>
internal sealed record JoinUse(int Graph, DirectiveNode Directive)
{
    /// <summary>Whether there is more in it than the graph.</summary>
    public bool SaysMore => Directive.Arguments.Count > 1;
}

/// <summary>Reads join directives applied to one member.</summary>
internal static class JoinDirectives
{
    public static IEnumerable<DirectiveNode> All(IEnumerable<DirectiveNode> applied, string name)
    {
        var utf8 = Encoding.UTF8.GetBytes(name);
        return applied.Where(directive => directive.Name.Is(utf8));
    }

    /// <summary>Those that speak of a graph, in document order.</summary>
    /// <returns>Null where there is none of that name: the member belongs to all graphs.</returns>
    public static IReadOnlyList<JoinUse>? Read(
        IReadOnlyList<DirectiveNode> applied, ReadOnlySpan<byte> name, JoinGraphs graphs)
    {
        List<JoinUse>? uses = null;
        foreach (var directive in applied.Elements())
        {
            if (!directive.Name.Is(name))
            {
                continue;
            }

            uses ??= [];
            if (DirectiveArguments.Text(directive, "graph"u8) is { } value && graphs.IndexOf(value) is var graph and >= 0)
            {
                uses.Add(new JoinUse(graph, directive));
            }
        }

        return uses;
    }
}
