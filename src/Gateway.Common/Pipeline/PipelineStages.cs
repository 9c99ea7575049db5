using Gateway.Common.Pipeline.Stages;
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

    /// <summary>Null: documents cannot be registered by their hash.</summary>
    public PersistedQueries? PersistedQueries { get; init; }

    /// <summary>Null: no limit by client (open access).</summary>
    public RateLimiter? Limiter { get; init; }

    /// <summary>Null: nothing is stored.</summary>
    public ResponseCache? Cache { get; init; }

    public required VariableLimits VariableLimits { get; init; }

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
        new OperationStage(parts.PersistedQueries),
        new OperationAccessStage(parts.AllowsAnonymous),
        new VariablesStage(parts.VariableLimits),
        new AnswerStage(parts.Cache, !parts.AllowsAnonymous, parts.Logger),
    ];
}
