using System.Runtime.CompilerServices;

namespace Gateway.Common.Language;

/// <summary>Walks a node's lists without a call through an interface for each element.</summary>
internal static class NodeSpans
{
    /// <param name="nodes">A list of a node, which the node's constructor took as an array.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<T> Elements<T>(this IReadOnlyList<T> nodes)
        where T : class => nodes is T[] array ? array : nodes.ToArray();
}
