using Gateway.Common.Pipeline.Stages;
using Gateway.Common.Policies.Authorization;
using Gateway.Common.Policies.Caching;
using Gateway.Common.Policies.RateLimiting;
using Gateway.Common.Schema;
using Microsoft.Extensions.Logging;

namespace Gateway.Common.Pipeline;

/// <summary>What the stages of one host are made of.</summary>
internal sealed record PipelineParts
{
    /// <summary>Whether callers without identity are served (<c>Gateway:Access=Open</c>).</summary>
    public required bool AllowsAnonymous { get; init; }

    /// <summary>Whether clients may send documents of their own.</summary>
    public required bool AllowsFreeForm { get; init; }

    /// <summary>What <c>@policy</c> names.</summary>
    public IReadOnlyDictionary<string, AccessPolicyOptions> Policies { get; init; } =
        new Dictionary<string, AccessPolicyOptions>();

    /// <summary>Null: documents cannot be registered by their hash.</summary>
    public PersistedQueries? PersistedQueries { get; init; }

    /// <summary>Null: no limit by client (open access).</summary>
    public RateLimiter? Limiter { get; init; }

    /// <summary>Null: nothing is stored.</summary>
    public ResponseCache? Cache { get; init; }

    /// <summary>What is refused.</summary>
    public required VariableLimits VariableLimits { get; init; }

    /// <summary>Narrower limits that are only counted; null where all refuse.</summary>
    public VariableLimits? WatchedVariables { get; init; }

    public CostLimit Cost { get; init; } = CostLimit.None;

    /// <summary>Null: passed limits are not counted.</summary>
    public LimitLedger? Ledger { get; init; }

    /// <summary>Whether refusals of documents say no more than code and place: outside Development.</summary>
    public bool MasksRefusals { get; init; }

    public required ILogger Logger { get; init; }
}

/// <summary>The stages of every request, in their order.</summary>
internal static class PipelineStages
{
    public static IReadOnlyList<RequestStage> For(PipelineParts parts) =>
    [
        new AccessStage(parts.AllowsAnonymous),
        new RateLimitStage(parts.Limiter),
        new DocumentStage(parts.AllowsFreeForm, parts.PersistedQueries),
        new OperationStage(parts),
        new OperationAccessStage(parts.AllowsAnonymous, parts.Policies),
        new VariablesStage(parts),
        new CostStage(parts.Cost, parts.Ledger),
        new AnswerStage(parts.Cache, !parts.AllowsAnonymous, parts.Logger),
    ];
}
