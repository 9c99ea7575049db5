using Gateway.Common.Primitives;

namespace Gateway.Common.Pipeline;

/// <summary>How much a host keeps prepared, <c>Gateway:OperationCache</c>.</summary>
internal sealed record OperationCacheOptions
{
    /// <summary>Documents kept; 16 to 1,000,000; default 4,096.</summary>
    public int EntriesMax { get; init; } = 4_096;

    /// <summary>Bytes that they hold, estimated; 1 MiB to 16 GiB; default 128 MiB.</summary>
    public long BytesMax { get; init; } = 128L << 20;

    /// <summary>
    /// All that is wrong with these values; <paramref name="path"/> is the record's configuration path.
    /// </summary>
    public IReadOnlyList<SettingProblem> Validate(string path)
    {
        var problems = new SettingProblems(path);
        problems.RequireRange(EntriesMax, 16, 1_000_000, nameof(EntriesMax));
        problems.RequireRange(BytesMax, 1L << 20, 16L << 30, nameof(BytesMax));
        return problems.All;
    }
}

/// <summary>
/// Prepared operations by document text: each prepared once, however many ask for it at the same
/// time.
/// </summary>
/// <remarks>
/// Bound: <see cref="OperationCacheOptions"/>; see <see cref="ClockCache{TKey,TValue}"/> for what goes first, and for
/// why past a quarter of it a document is kept from its second request on: a client that makes up a new one each time
/// pays for it alone. Trusted documents are kept from the first, since they were stored to come.
/// Errors are kept like operations, so that a wrong document costs its validation once.
/// </remarks>
/// <param name="preparers">One for each group of callers, see <see cref="OverrideShares"/>.</param>
/// <param name="options">How much is kept.</param>
internal sealed class OperationCache(IReadOnlyList<OperationPreparer> preparers, OperationCacheOptions options)
{
    private const int SightsPerEntry = 2;

    private readonly ClockCache<DocumentKey, Preparation> _entries =
        new(options.EntriesMax, options.BytesMax, new KeySights(SightsPerEntry * options.EntriesMax));

    public OperationCache(OperationPreparer preparer)
        : this([preparer], new OperationCacheOptions())
    {
    }

    public int Count => _entries.Count;

    /// <summary>What all entries hold, estimated.</summary>
    public long Bytes => _entries.Bytes;

    /// <summary>
    /// Prepares on the calling thread what is not prepared yet: for the start, which nobody waits behind.
    /// </summary>
    public (PreparedOperation? Operation, RequestError? Error) Get(
        ReadOnlyMemory<byte> text, string? operationName, bool isTrusted, int group = 0) =>
        Find(text, operationName, isTrusted, group).Prepare();

    /// <summary>
    /// As <see cref="Get"/>, but prepares on a thread of the pool: the thread that calls reads the sockets of other
    /// clients too. Those who ask for one document share its preparation and block no thread.
    /// </summary>
    public ValueTask<(PreparedOperation? Operation, RequestError? Error)> GetAsync(
        ReadOnlyMemory<byte> text,
        string? operationName,
        bool isTrusted,
        int group,
        CancellationToken cancellationToken)
    {
        var preparation = Find(text, operationName, isTrusted, group);
        if (preparation.IsDone)
        {
            return new(preparation.Prepare());
        }

        // It is begun whoever waits; of a caller that is gone already nobody does, however soon it ends.
        var prepared = preparation.PrepareOnPool();
        return cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<(PreparedOperation? Operation, RequestError? Error)>(cancellationToken)
            : new(prepared.WaitAsync(cancellationToken));
    }

    private Preparation Find(ReadOnlyMemory<byte> text, string? operationName, bool isTrusted, int group)
    {
        if (_entries.TryGet(new DocumentKey(text, operationName, isTrusted, group), out var known))
        {
            return known;
        }

        // The key outlives the request's buffer.
        var key = new DocumentKey(text.ToArray(), operationName, isTrusted, group);
        return _entries.GetOrAdd(key, new Preparation(() => Prepare(key)));
    }

    private (PreparedOperation? Operation, RequestError? Error) Prepare(DocumentKey key)
    {
        var prepared = ((PreparedOperation? Operation, RequestError? Error))default;
        try
        {
            return prepared = preparers[key.Group].Prepare(key.Text, key.OperationName, key.IsTrusted);
        }
        finally
        {
            _entries.Weigh(
                key,
                OperationWeight.Of(key.Text.Length, key.OperationName, prepared.Operation, prepared.Error),
                key.IsTrusted);
        }
    }

    /// <summary>Done once, wherever it is first asked for.</summary>
    private sealed class Preparation
    {
        private readonly Lazy<(PreparedOperation? Operation, RequestError? Error)> _prepared;
        private readonly Lazy<Task<(PreparedOperation? Operation, RequestError? Error)>> _onPool;

        public Preparation(Func<(PreparedOperation? Operation, RequestError? Error)> prepare)
        {
            _prepared = new(prepare);
            _onPool = new(() => Task.Run(Prepare));
        }

        public bool IsDone => _prepared.IsValueCreated;

        public (PreparedOperation? Operation, RequestError? Error) Prepare() => _prepared.Value;

        public Task<(PreparedOperation? Operation, RequestError? Error)> PrepareOnPool() => _onPool.Value;
    }

    /// <summary>
    /// Equal when the text's bytes are; hashed with a seed of this process, since clients choose the
    /// text.
    /// </summary>
    private readonly struct DocumentKey(
        ReadOnlyMemory<byte> text, string? operationName, bool isTrusted, int group)
        : IEquatable<DocumentKey>
    {
        public ReadOnlyMemory<byte> Text { get; } = text;

        public string? OperationName { get; } = operationName;

        public bool IsTrusted { get; } = isTrusted;

        public int Group { get; } = group;

        public bool Equals(DocumentKey other) =>
            IsTrusted == other.IsTrusted
            && Group == other.Group
            && OperationName == other.OperationName
            && Text.Span.SequenceEqual(other.Text.Span);

        public override bool Equals(object? obj) => obj is DocumentKey other && Equals(other);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            hash.AddBytes(Text.Span);
            hash.Add(OperationName);
            hash.Add(Group);
            return hash.ToHashCode();
        }
    }
}
