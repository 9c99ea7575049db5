using Gateway.Common.Planning;
using Gateway.Common.Results;

namespace Gateway.Common.Sources.GraphQL;

/// <summary>A fetch of a GraphQL source, with its text and reading plans.</summary>
internal sealed class GraphQLFetch : CompiledFetch
{
    public GraphQLFetch(string source, ICallSender sender, Fetch fetch, OperationText text)
    {
        Source = source;
        Sender = sender;
        Fetch = fetch;
        Text = text;
        Plans = new ReadPlan[fetch.Parts.Count];
        for (var part = 0; part < Plans.Length; part++)
        {
            Plans[part] = ReadPlans.Compile(fetch.Parts[part].Selection);
        }
    }

    public string Source { get; }

    public ICallSender Sender { get; }

    public Fetch Fetch { get; }

    public OperationText Text { get; }

    public ReadPlan[] Plans { get; }

    /// <summary>See <see cref="GraphQLSource.BatchesVariables"/>.</summary>
    public bool BatchesVariables { get; init; }

    public override FetchRun? Prepare(FetchContext context)
    {
        var batches = new KeyBatch?[Fetch.Parts.Count];
        var isWanted = false;
        for (var index = 0; index < batches.Length; index++)
        {
            var part = Fetch.Parts[index];
            var isPartWanted = FetchCondition.AnyHolds(part.Conditions, context.Flags);
            var batch = part.Targets.Length == 0 ? null
                : isPartWanted ? KeyBatch.Gather(part, context.Store, context.RootRow)
                : KeyBatch.Empty(part);
            batches[index] = batch;
            isWanted |= batch is not { Count: 0 } && isPartWanted;
        }

        if (isWanted)
        {
            return new GraphQLRun(this, context, batches);
        }

        foreach (var batch in batches)
        {
            batch?.Dispose();
        }

        return null;
    }
}
