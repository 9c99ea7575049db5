using System.Runtime.CompilerServices;
using Gateway.Common.Policies.RateLimiting;
using Gateway.Common.Primitives;
using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Pipeline;

/// <summary>One step of every request.</summary>
internal abstract class RequestStage
{
    /// <summary>For docs, traces and the test that holds the order.</summary>
    public abstract string Name { get; }

    /// <returns>A reply that ends the request; null to go on.</returns>
    public abstract ValueTask<GatewayReply?> RunAsync(RequestState state, CancellationToken cancellationToken);
}

/// <summary>What the stages have found out about a request so far.</summary>
internal sealed class RequestState(GatewayRequest request, GatewaySnapshot snapshot) : IDisposable
{
    public GatewayRequest Request { get; } = request;

    /// <summary>The same from the first stage to the last, whatever is reloaded meanwhile.</summary>
    public GatewaySnapshot Snapshot { get; } = snapshot;

    public ReadOnlyMemory<byte> Document { get; set; }

    /// <summary>The host's own or one of its trusted documents.</summary>
    public bool IsTrusted { get; set; }

    /// <summary>Whether the document is to be registered under its hash once it is known to be valid.</summary>
    public bool RegistersDocument { get; set; }

    public PreparedOperation? Operation { get; set; }

    public VariableValues Variables { get; set; } = VariableValues.Empty;

    public RateLimitDecision? RateLimit { get; set; }

    /// <summary>What the request was estimated to cost, where clients are told.</summary>
    public double? CostEstimate { get; set; }

    public void Dispose() => Variables.Dispose();
}

/// <summary>Runs the stages in their order.</summary>
internal sealed class RequestPipeline(IReadOnlyList<RequestStage> stages, Func<GatewaySnapshot?> current)
{
    private readonly RequestStage[] _stages = [.. stages];

    public IReadOnlyList<RequestStage> Stages => _stages;

    /// <summary>Never throws for what a client or a source does; cancellation passes through.</summary>
    [AsyncMethodBuilder(typeof(PooledTaskBuilder<>))]
    public async ValueTask<GatewayReply> RunAsync(GatewayRequest request, CancellationToken cancellationToken)
    {
        if (current() is not { } snapshot)
        {
            return GatewayReply.Refused(
                RequestError.Of(RequestErrorCodes.NotReady, 503, "The gateway has no schema to serve yet."));
        }

        using var lease = snapshot.Lease();
        using var state = new RequestState(request, snapshot);
        try
        {
            foreach (var stage in _stages)
            {
                if (await stage.RunAsync(state, cancellationToken).ConfigureAwait(false) is { } reply)
                {
                    reply.RateLimit = state.RateLimit;
                    reply.CostEstimate = state.CostEstimate;
                    return reply;
                }
            }
        }
        catch (ResultLimitException)
        {
            return GatewayReply.Refused(RequestError.Of(
                RequestErrorCodes.ResponseTooLarge, 500, "The answer would be larger than the gateway allows."));
        }

        throw new InvalidOperationException("The last stage has to answer.");
    }
}
