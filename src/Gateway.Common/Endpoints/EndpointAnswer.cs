using Gateway.Common.Pipeline;
using Gateway.Common.Policies.Caching;
using Gateway.Common.Primitives;

namespace Gateway.Common.Endpoints;

/// <summary>An endpoint's answer as HTTP needs it. Disposed by the transport once it is written.</summary>
internal sealed class EndpointAnswer : IDisposable
{
    private readonly PooledBytes? _problem;
    private readonly GatewayReply? _reply;

    private EndpointAnswer(GatewayReply? reply, PooledBytes? problem)
    {
        _reply = reply;
        _problem = problem;
    }

    public required int Status { get; init; }

    public bool IsProblem => _problem is not null;

    public string MediaType => _problem is null ? "application/json" : EndpointProblem.MediaType;

    /// <summary>Empty for 304.</summary>
    public ReadOnlyMemory<byte> Body { get; private init; }

    /// <summary>For answers to GET.</summary>
    public EntityTag? EntityTag { get; private init; }

    /// <summary>The value of <c>Cache-Control</c>.</summary>
    public string CacheControl { get; private init; } = CachePolicy.NoStore.ToHeaderValue();

    /// <summary>The value of <c>Bff-Partial</c>: the errors' codes; null where the answer is whole.</summary>
    public string? Partial { get; private init; }

    /// <summary>The value of <c>Allow</c> of a 405.</summary>
    public string? Allow { get; private init; }

    /// <summary>What the pipeline answered, for its headers; null where it was not asked.</summary>
    public GatewayReply? Reply => _reply;

    /// <summary>Takes over the reply.</summary>
    /// <param name="ifNoneMatch">The request's field of a GET, empty for none.</param>
    public static EndpointAnswer Of(
        RestEndpoint endpoint, GatewayReply reply, in GraphQLAnswer answer, ReadOnlySpan<char> ifNoneMatch)
    {
        EntityTag? tag = endpoint.Method == "GET" && answer.Codes.Count == 0
            ? Policies.Caching.EntityTag.Of(answer.Value.Span)
            : null;
        var isKnown = tag?.IsMatchedBy(ifNoneMatch) ?? false;
        return new EndpointAnswer(reply, null)
        {
            Status = isKnown ? 304 : endpoint.Settings.Status,
            Body = isKnown ? default : answer.Value,
            EntityTag = tag,
            CacheControl = answer.Codes.Count == 0
                ? reply.CachePolicy.ToHeaderValue(reply.CachedFor ?? reply.CachePolicy.MaxAge)
                : CachePolicy.NoStore.ToHeaderValue(),
            Partial = answer.Codes.Count == 0 ? null : string.Join(',', Known(answer.Codes)),
        };
    }

    /// <param name="reply">What the problem was found in, taken over; null where no reply was made.</param>
    public static EndpointAnswer Of(
        in EndpointProblem problem, string correlationId, GatewayReply? reply = null, string? allow = null)
    {
        var output = new PooledBytes();
        problem.Write(correlationId, output);
        return new EndpointAnswer(reply, output) { Status = problem.Kind.Status, Body = output.Memory, Allow = allow };
    }

    public void Dispose()
    {
        _problem?.Dispose();
        _reply?.Dispose();
    }

    private static IEnumerable<string> Known(IReadOnlyList<string> codes) =>
        codes.Select(code => ProblemCatalogue.OfExecution(code).Code).Distinct();
}
