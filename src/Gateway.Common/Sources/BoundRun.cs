using System.Runtime.CompilerServices;
using Gateway.Common.Planning;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Primitives;
using Gateway.Common.Results;

namespace Gateway.Common.Sources;

/// <summary>One run of a bound fetch: one call, or one for each key or batch of keys, side by side.</summary>
internal sealed class BoundRun : FetchRun
{
    private readonly BoundFetch _fetch;
    private readonly FetchContext _context;
    private readonly KeyBatch? _keys;
    private readonly Call[] _calls;

    private BoundRun(BoundFetch fetch, FetchContext context, KeyBatch? keys, Call[] calls)
    {
        _fetch = fetch;
        _context = context;
        _keys = keys;
        _calls = calls;
    }

    public static BoundRun Create(BoundFetch fetch, FetchContext context, KeyBatch? keys)
    {
        var perCall = fetch.Part.Lookup?.Kind == LookupKind.Batch ? BoundFetch.KeysPerCallMax : 1;
        var count = keys is null ? 1 : (keys.Count + perCall - 1) / perCall;
        var calls = new Call[Math.Min(count, BoundFetch.CallsMax)];
        using var bytes = new PooledBytes();
        int[] ends = fetch.Arguments.Count == 0 ? [] : new int[fetch.Arguments.Count];
        for (var index = 0; index < calls.Length; index++)
        {
            var first = index * perCall;
            calls[index] = new Call(first, keys is null ? 0 : Math.Min(perCall, keys.Count - first));
            bytes.Truncate(0);
            Prepare(fetch, context, keys, calls[index], bytes, ends);
        }

        return new BoundRun(fetch, context, keys, calls);
    }

    protected override ValueTask<CallOutcome<SourceResponse>> CallAsync(CancellationToken cancellationToken) =>
        _calls.Length == 1 ? CallAsync(_calls[0], cancellationToken) : SendEachAsync(cancellationToken);

    private async ValueTask<CallOutcome<SourceResponse>> SendEachAsync(CancellationToken cancellationToken)
    {
        var pending = new Task[_calls.Length];
        for (var index = 0; index < pending.Length; index++)
        {
            pending[index] = SendOneAsync(_calls[index], cancellationToken).AsTask();
        }

        await Task.WhenAll(pending).ConfigureAwait(false);
        return default;
    }

    public override void Apply(FetchContext context)
    {
        if (_calls.Length == 1)
        {
            _calls[0].Outcome = Outcome;
        }

        foreach (var call in _calls)
        {
            var value = Read(context.Store, call);
            if (_keys is null)
            {
                Put(context.Store, context.RootRow, value);
            }
            else
            {
                ApplyKeys(context.Store, call, value);
            }
        }

        var answered = _fetch.Part.Lookup is { Kind: not LookupKind.Batch } ? BoundFetch.CallsMax : int.MaxValue;
        for (var key = answered; key < _keys?.Count; key++)
        {
            _keys.Mark(context.Store, key, context.Store.AddError(new ResultError(
                SourceErrorCodes.ResponseTooLarge, "More entities than one fetch may ask for.", _fetch.Source)));
        }

        _keys?.Distribute(context.Store);
    }

    public override void Fail(FetchContext context, ResultError error)
    {
        var cell = context.Store.AddError(error);
        if (_keys is null)
        {
            PartRows.Mark(context.Store, _fetch.Part, context.RootRow, cell);
        }
        else
        {
            _keys.MarkAll(context.Store, cell);
        }
    }

    public override void Dispose()
    {
        foreach (var call in _calls)
        {
            call.Request.Dispose();
            call.Outcome.Value?.Dispose();
        }

        base.Dispose();
        _keys?.Dispose();
    }

    private static void Prepare(
        BoundFetch fetch, FetchContext context, KeyBatch? keys, Call call, PooledBytes bytes, int[] ends)
    {
        call.Request.IsIdempotent = fetch.Call.IsIdempotent;
        call.Request.Files = context.Files;
        call.Request.ExpectedBytes = fetch.AnswerBytes;

        // What one of several fetches reads, the call that they share has to keep.
        call.Request.KeepsHeaders = fetch.IsShared;
        try
        {
            fetch.Arguments.Write(context, keys, call.First, call.Count, bytes, ends);
            fetch.Call.Prepare(new CallArguments(bytes.Span, ends), call.Request);
        }
        catch (SourceException refused)
        {
            call.Refused = refused.ToError(fetch.Source);
        }
    }

    /// <remarks>Of several calls each fails for itself.</remarks>
    [AsyncMethodBuilder(typeof(PooledTaskBuilder))]
    private async ValueTask SendOneAsync(Call call, CancellationToken cancellationToken)
    {
        try
        {
            call.Outcome = await CallAsync(call, cancellationToken).ConfigureAwait(false);
        }
        catch (SourceException refused)
        {
            call.Refused = refused.ToError(_fetch.Source);
        }
    }

    private ValueTask<CallOutcome<SourceResponse>> CallAsync(Call call, CancellationToken cancellationToken) =>
        call.Refused is not null
            ? default
            : _context.SendAsync(_fetch.Sender, call.Request, _fetch.IsShared, cancellationToken);

    private Cell Read(ResultStore store, Call call)
    {
        if (call.Refused is { } refused)
        {
            return store.AddError(refused);
        }

        if (!call.Outcome.IsSuccess)
        {
            return store.AddError(SourceErrors.Of(_fetch.Source, call.Outcome.Failure));
        }

        try
        {
            _fetch.AnswerBytes = call.Outcome.Value.Body.Length;
            call.Outcome.Value.Remembered = call.Request.Remembered;
            return _fetch.Call.Read(store, call.Outcome.Value);
        }
        catch (SourceException failed)
        {
            return store.AddError(failed.ToError(_fetch.Source));
        }
        catch (MalformedJsonException malformed)
        {
            return store.AddError(SourceErrors.Invalid(_fetch.Source, malformed.Message));
        }
    }

    private void ApplyKeys(ResultStore store, Call call, Cell value)
    {
        switch (_fetch.Part.Lookup?.Kind)
        {
            case null or LookupKind.Stub:
                Put(store, _keys!.Row(call.First), value);
                break;
            case LookupKind.Batch when value.Kind == CellKind.List:
                new BatchMatch(_fetch.Part, _keys!).Apply(store, value, call.First, call.Count);
                break;
            case LookupKind.Single when value.Kind == CellKind.Object:
                PartRows.Copy(store, _fetch.Part, value.Row, _keys!.Row(call.First));
                break;
            default:
                for (var key = call.First; key < call.First + call.Count; key++)
                {
                    _keys!.Mark(store, key, value);
                }

                break;
        }
    }

    /// <summary>Sets the bound field's slot; it is the part's only field.</summary>
    private void Put(ResultStore store, int row, Cell value)
    {
        foreach (var plan in _fetch.Part.Selection.Rows)
        {
            if (plan.Shape.Type.Index == store.TypeOf(row))
            {
                store.Slot(row, plan.Slots[0]) = value;
            }
        }
    }

    private sealed class Call(int first, int count)
    {
        public int First { get; } = first;

        public int Count { get; } = count;

        public SourceRequest Request { get; } = new();

        public CallOutcome<SourceResponse> Outcome { get; set; }

        public ResultError? Refused { get; set; }
    }
}
