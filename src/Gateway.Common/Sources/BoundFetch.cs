using Gateway.Common.Planning;
using Gateway.Common.Results;

namespace Gateway.Common.Sources;

/// <summary>A bound field or lookup with its compiled call.</summary>
internal sealed class BoundFetch(
    string source, ICallSender sender, Fetch fetch, CompiledCall call, BoundArguments arguments) : CompiledFetch
{
    /// <summary>Keys of one batch call; more make more calls.</summary>
    public const int KeysPerCallMax = 100;

    /// <summary>Calls of one fetch, where a source takes one key a call.</summary>
    public const int CallsMax = 500;

    public string Source { get; } = source;

    public ICallSender Sender { get; } = sender;

    public FetchPart Part { get; } = fetch.Parts[0];

    /// <summary>Whether another fetch of the plan may make the same call at the same time.</summary>
    public bool IsShared { get; } = fetch.MayRepeat;

    public CompiledCall Call { get; } = call;

    public BoundArguments Arguments { get; } = arguments;

    public override FetchRun? Prepare(FetchContext context)
    {
        if (!FetchCondition.AnyHolds(Part.Conditions, context.Flags))
        {
            return null;
        }

        if (Part is { Lookup: null, Targets.Length: 0 })
        {
            return BoundRun.Create(this, context, null);
        }

        var keys = KeyBatch.Gather(Part, context.Store, context.RootRow);
        if (keys.Count > 0)
        {
            return BoundRun.Create(this, context, keys);
        }

        keys.Dispose();
        return null;
    }
}
