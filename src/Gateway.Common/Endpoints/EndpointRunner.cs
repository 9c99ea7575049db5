using System.Runtime.CompilerServices;
using Gateway.Common.Pipeline;
using Gateway.Common.Policies.Identity;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Primitives;
using Gateway.Common.Schema;
using Gateway.Common.Telemetry;

namespace Gateway.Common.Endpoints;

/// <summary>Runs an endpoint through the same stages as any other request.</summary>
internal sealed class EndpointRunner(RequestPipeline pipeline)
{
    /// <summary>
    /// Variables that no operation takes: a request that does not fit its endpoint still passes every guard before the
    /// variables, so it counts against limits and tells nothing to those who may not call.
    /// </summary>
    private static readonly byte[] Refusable = "[]"u8.ToArray();

    /// <summary>Never throws for what a client or a source does; cancellation passes through.</summary>
    /// <returns>To be disposed by the caller.</returns>
    [AsyncMethodBuilder(typeof(PooledTaskBuilder<>))]
    public async ValueTask<EndpointAnswer> RunAsync(
        RestEndpoint endpoint, EndpointInput input, EndpointCall call, CancellationToken cancellationToken)
    {
        if (endpoint.Guard is { } guard)
        {
            var guarding = call with { IfNoneMatch = null };
            var guardInput = EndpointGuards.InputOf(guard, endpoint, input);
            var allowed = await RunAsync(guard, guardInput, guarding, cancellationToken).ConfigureAwait(false);
            if (allowed.IsProblem)
            {
                return allowed;
            }

            allowed.Dispose();
        }

        using var variables = new PooledBytes();
        var problem = EndpointBinder.Bind(endpoint, input, variables);
        var request = RequestOf(endpoint, call, problem is null ? variables.Memory : Refusable);
        var reply = await pipeline.RunAsync(request, cancellationToken).ConfigureAwait(false);
        return problem is { } known && reply.Code == VariableError.VariablesMalformed
            ? EndpointAnswer.Of(known, call.CorrelationId, reply)
            : AnswerOf(endpoint, call, reply);
    }

    private static GatewayRequest RequestOf(
        RestEndpoint endpoint, EndpointCall call, ReadOnlyMemory<byte> variables) => new()
        {
            Caller = call.Caller,
            ClientAddress = call.ClientAddress,
            Document = endpoint.Text,
            OperationName = endpoint.Name,
            Variables = variables,
            IsReadOnly = endpoint.IsQuery,
            IsHostDocument = true,
            CorrelationId = call.CorrelationId,
            Deadline = call.Deadline,
            Trace = call.Trace,
            FindHeader = call.FindHeader,
        };

    private static EndpointAnswer AnswerOf(RestEndpoint endpoint, EndpointCall call, GatewayReply reply)
    {
        var answer = GraphQLAnswer.Read(reply.Body);
        if (reply.Kind == ReplyKind.Refused)
        {
            var kind = ProblemCatalogue.OfRefusal(reply.Code ?? EndpointErrorCodes.Internal);
            var detail = kind.Code == reply.Code ? answer.Message : null;
            return EndpointAnswer.Of(new EndpointProblem(kind, detail), call.CorrelationId, reply);
        }

        if (answer.Codes.Count > 0 && (answer.IsNull || !endpoint.Settings.AllowsPartial))
        {
            var problem = new EndpointProblem(
                ProblemCatalogue.OfExecution(answer.Codes[0]), Reason: ProblemReason.Of(answer.Fault.Span));
            return EndpointAnswer.Of(problem, call.CorrelationId, reply);
        }

        return answer.IsNull
            ? EndpointAnswer.Of(EndpointProblem.Of(EndpointErrorCodes.NotFound), call.CorrelationId, reply)
            : EndpointAnswer.Of(endpoint, reply, answer, call.IfNoneMatch);
    }
}

/// <summary>What a transport knows of a request besides its endpoint's input.</summary>
internal sealed record EndpointCall
{
    public required ClientIdentity Caller { get; init; }

    /// <summary>Counted by limits when the caller is anonymous.</summary>
    public required string ClientAddress { get; init; }

    public required string CorrelationId { get; init; }

    public required CallDeadline Deadline { get; init; }

    public TraceContext? Trace { get; init; }

    public required Func<string, string?> FindHeader { get; init; }

    /// <summary>The request's <c>If-None-Match</c>, or null.</summary>
    public string? IfNoneMatch { get; init; }
}
