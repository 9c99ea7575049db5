using Gateway.Common.Planning;

namespace Gateway.Common.Sources.GraphQL;

/// <summary>A source that answers GraphQL over HTTP.</summary>
/// <remarks>Source: GraphQL over HTTP; Apollo Federation subgraph specification; Composite Schemas.</remarks>
internal sealed class GraphQLSource(string name, ICallSender sender, IDisposable? owned = null) : Source(name)
{
    /// <summary>
    /// Whether one operation may be sent with a list of variables, one for each entity, and is answered with a list of
    /// responses in the same order.
    /// </summary>
    /// <remarks>Source: variable batching, as GraphQL over HTTP has it proposed.</remarks>
    public bool BatchesVariables { get; init; }

    public override CompiledFetch Compile(Fetch fetch, OperationVariables variables) =>
        new GraphQLFetch(Name, sender, fetch, OperationText.Render(fetch, variables))
        {
            BatchesVariables = BatchesVariables,
        };

    public override ValueTask DisposeAsync()
    {
        owned?.Dispose();
        return base.DisposeAsync();
    }
}
