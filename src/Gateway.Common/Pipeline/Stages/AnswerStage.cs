using System.Runtime.CompilerServices;
using Gateway.Common.Execution;
using Gateway.Common.Language;
using Gateway.Common.Planning;
using Gateway.Common.Policies.Caching;
using Gateway.Common.Primitives;
using Gateway.Common.Results;
using Gateway.Common.Schema;
using Gateway.Common.Sources;
using Gateway.Common.Telemetry;
using Microsoft.Extensions.Logging;

namespace Gateway.Common.Pipeline.Stages;

/// <summary>Answers from the response cache, or by running the plan.</summary>
internal sealed class AnswerStage(ResponseCache? cache, bool enforcesOwnership, ILogger logger) : RequestStage
{
    private const string ContentType = "application/graphql-response+json";

    private readonly CachedCalls? _calls = cache is null ? null : new CachedCalls(cache);

    public override string Name => "answer";

    public override ValueTask<GatewayReply?> RunAsync(RequestState state, CancellationToken cancellationToken)
    {
        var operation = state.Operation!;
        return _calls is not null && operation.CachePolicy.IsStorable && state.Request.Files is null
            && operation.Type == OperationType.Query
            ? FindAsync(_calls, state, cancellationToken)
            : ExecuteAsync(state, cancellationToken);
    }

    private async ValueTask<GatewayReply?> FindAsync(
        CachedCalls calls, RequestState state, CancellationToken cancellationToken)
    {
        var operation = state.Operation!;
        var caller = state.Request.Caller;
        var key = operation.CachePolicy.Scope == CacheScope.Public
            ? CacheKey.Public(operation.Hash, state.Request.Variables.Span)
            : CacheKey.Private(caller.CachePartition, operation.Hash, state.Request.Variables.Span);
        var hit = await calls.GetOrMakeAsync(key, MakeAsync, state, cancellationToken).ConfigureAwait(false);
        return GatewayReply.Stored(hit);
    }

    private async ValueTask<CachedResponse> MakeAsync(RequestState state, CancellationToken cancellationToken)
    {
        using var reply = await ExecuteAsync(state, cancellationToken).ConfigureAwait(false);
        var policy = reply!.ErrorCount == 0 ? state.Operation!.CachePolicy : CachePolicy.NoStore;
        return new CachedResponse(reply.Body.ToArray(), ContentType, policy);
    }

    /// <returns>Never null; the type is the stage's.</returns>
    [AsyncMethodBuilder(typeof(PooledTaskBuilder<>))]
    private async ValueTask<GatewayReply?> ExecuteAsync(RequestState state, CancellationToken cancellationToken)
    {
        var plan = state.Operation!.Plan;
        var store = ResultStorePool.Rent();
        var isWhole = false;
        try
        {
            var context = ContextOf(state, store);
            await PlanExecution.RunAsync(plan, context, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();

            var output = new PooledBytes();
            output.GetSpan(state.Operation.AnswerBytes);
            var body = ResponseBody.Write(context, plan.Plan, output);
            state.Operation.AnswerBytes = output.Length;
            Log(state, store);
            isWhole = true;
            return GatewayReply.Executed(
                output, body.ErrorCount, body.IsComplete ? state.Operation.CachePolicy : CachePolicy.NoStore);
        }
        finally
        {
            if (isWhole)
            {
                ResultStorePool.Return(store);
            }
            else
            {
                store.Dispose();
            }
        }
    }

    private FetchContext ContextOf(RequestState state, ResultStore store)
    {
        var rootRow = store.CreateRow(state.Operation!.Plan.Plan.Root);
        return new FetchContext
        {
            Store = store,
            RootRow = rootRow,
            Flags = FlagsOf(state),
            IntrospectionRow = Introspect(state, store, rootRow),
            Variables = state.Variables,
            Deadline = state.Request.Deadline,
            FindClaims = state.Request.Caller.FindClaims,
            EnforcesOwnership = enforcesOwnership,
            Trace = state.Request.Trace,
            FindHeader = state.Request.FindHeader,
            Files = state.Request.Files,
        };
    }

    private static bool[] FlagsOf(RequestState state)
    {
        var count = state.Operation!.Variables.Count;
        if (count == 0)
        {
            return [];
        }

        var flags = new bool[count];
        for (var index = 0; index < count; index++)
        {
            flags[index] = state.Variables.IsTrue(index);
        }

        return flags;
    }

    /// <returns>The row that holds the values.</returns>
    private static int Introspect(RequestState state, ResultStore store, int rootRow)
    {
        var plan = state.Operation!.Plan.Plan;
        if (plan.Introspection.Count == 0)
        {
            return rootRow;
        }

        var row = plan.Operation == OperationType.Query ? rootRow : store.CreateRow(plan.IntrospectionShape!);
        foreach (var field in plan.Introspection)
        {
            var value = Introspect(state, store, field);
            store.Slot(row, field.Slot) = value;
        }

        return row;
    }

    private static Cell Introspect(RequestState state, ResultStore store, IntrospectionField field)
    {
        using var json = new PooledBytes();
        try
        {
            var fragments = state.Operation!.Fragments;
            Introspection.Write(state.Snapshot.Supergraph.ApiSchema, field.Nodes, fragments, state.Variables, json);
            return json.Span.SequenceEqual("null"u8) ? Cell.Null : store.Append(json.Span);
        }
        catch (IntrospectionLimitException limit)
        {
            return store.AddError(new ResultError(RequestErrorCodes.IntrospectionLimit, limit.Message));
        }
    }

    /// <summary>What sources said goes to the log, under the correlation id; clients get codes.</summary>
    private void Log(RequestState state, ResultStore store)
    {
        foreach (var error in store.Errors)
        {
            if (error.Source is not null)
            {
                logger.LogWarning(
                    "{Source} failed with {Code} in request {CorrelationId}: {Detail}",
                    error.Source,
                    error.Code,
                    state.Request.CorrelationId,
                    LogText.Clean(error.Detail));
            }
        }
    }
}
