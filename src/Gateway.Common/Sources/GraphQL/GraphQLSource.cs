using Gateway.Common.Planning;

namespace Gateway.Common.Sources.GraphQL;

/// <summary>A source that answers GraphQL over HTTP.</summary>
/// <remarks>Source: GraphQL over HTTP; Apollo Federation subgraph specification; Composite Schemas.</remarks>
internal sealed class GraphQLSource(string name, ICallSender sender, IDisposable? owned = null) : Source(name)
{
    public override CompiledFetch Compile(Fetch fetch, OperationVariables variables) =>
        new GraphQLFetch(Name, sender, fetch, OperationText.Render(fetch, variables));

    public override ValueTask DisposeAsync()
    {
        owned?.Dispose();
        return base.DisposeAsync();
    }
}
