namespace Gateway.Common.Schema.Rules;

/// <summary>Finds the cycles that a depth-first walk closes; each node is walked once and nothing recurses.</summary>
/// <param name="edgesOf">The edges that leave a node.</param>
/// <param name="report">Called with the edges of each cycle, in order.</param>
internal sealed class CycleSearch<TNode, TEdge>(
    Func<TNode, IEnumerable<(TEdge Edge, TNode Target)>> edgesOf, Action<IReadOnlyList<TEdge>> report)
    where TNode : notnull
{
    private readonly HashSet<TNode> _visited = [];
    private readonly Dictionary<TNode, int> _depths = [];
    private readonly List<TEdge> _path = [];

    public void From(TNode root)
    {
        if (!_visited.Add(root))
        {
            return;
        }

        var stack = new Stack<(TNode Node, IEnumerator<(TEdge Edge, TNode Target)> Edges)>();
        Push(stack, root);
        while (stack.TryPeek(out var top))
        {
            if (!top.Edges.MoveNext())
            {
                Pop(stack);
                continue;
            }

            var (edge, target) = top.Edges.Current;
            _path.Add(edge);
            if (_depths.TryGetValue(target, out var start))
            {
                report(_path[start..]);
            }
            else if (_visited.Add(target))
            {
                Push(stack, target);
                continue;
            }

            _path.RemoveAt(_path.Count - 1);
        }
    }

    private void Push(Stack<(TNode Node, IEnumerator<(TEdge Edge, TNode Target)> Edges)> stack, TNode node)
    {
        _depths.Add(node, _path.Count);
        stack.Push((node, edgesOf(node).GetEnumerator()));
    }

    private void Pop(Stack<(TNode Node, IEnumerator<(TEdge Edge, TNode Target)> Edges)> stack)
    {
        var (node, edges) = stack.Pop();
        edges.Dispose();
        _depths.Remove(node);
        if (_path.Count > 0)
        {
            _path.RemoveAt(_path.Count - 1);
        }
    }
}
