using System.Collections.Concurrent;

namespace Gateway.Common.Pipeline;

/// <summary>
/// Prepared operations by document text: each prepared once, however many ask for it at the same
/// time.
/// </summary>
/// <remarks>
/// Bound: <see cref="EntriesMax"/> entries; the least recently added that was not used since the last sweep goes first
/// (CLOCK).
/// Errors are kept like operations, so that a wrong document costs its validation once.
/// </remarks>
internal sealed class OperationCache(OperationPreparer preparer)
{
    /// <summary>Documents kept.</summary>
    public const int EntriesMax = 4096;

    private readonly ConcurrentDictionary<DocumentKey, Entry> _entries = new();
    private readonly ConcurrentQueue<DocumentKey> _order = new();

    public int Count => _entries.Count;

    public (PreparedOperation? Operation, RequestError? Error) Get(
        ReadOnlyMemory<byte> text, string? operationName, bool isTrusted)
    {
        if (_entries.TryGetValue(new DocumentKey(text, operationName, isTrusted), out var entry))
        {
            entry.IsUsed = true;
            return entry.Prepared.Value;
        }

        // The key outlives the request's buffer.
        var key = new DocumentKey(text.ToArray(), operationName, isTrusted);
        var mine = new Entry(new Lazy<(PreparedOperation?, RequestError?)>(
            () => preparer.Prepare(key.Text, operationName, isTrusted), LazyThreadSafetyMode.ExecutionAndPublication));
        entry = _entries.GetOrAdd(key, mine);
        if (ReferenceEquals(entry, mine))
        {
            _order.Enqueue(key);
            Evict();
        }

        return entry.Prepared.Value;
    }

    private void Evict()
    {
        for (var looks = 0; _entries.Count > EntriesMax && looks < EntriesMax * 2; looks++)
        {
            if (!_order.TryDequeue(out var oldest))
            {
                return;
            }

            if (_entries.TryGetValue(oldest, out var entry) && entry.IsUsed)
            {
                entry.IsUsed = false;
                _order.Enqueue(oldest);
            }
            else
            {
                _entries.TryRemove(oldest, out _);
            }
        }
    }

    private sealed class Entry(Lazy<(PreparedOperation? Operation, RequestError? Error)> prepared)
    {
        public Lazy<(PreparedOperation? Operation, RequestError? Error)> Prepared { get; } = prepared;

        public bool IsUsed { get; set; }
    }

    /// <summary>
    /// Equal when the text's bytes are; hashed with a seed of this process, since clients choose the
    /// text.
    /// </summary>
    private readonly struct DocumentKey(ReadOnlyMemory<byte> text, string? operationName, bool isTrusted)
        : IEquatable<DocumentKey>
    {
        public ReadOnlyMemory<byte> Text { get; } = text;

        private string? OperationName { get; } = operationName;

        private bool IsTrusted { get; } = isTrusted;

        public bool Equals(DocumentKey other) =>
            IsTrusted == other.IsTrusted
            && OperationName == other.OperationName
            && Text.Span.SequenceEqual(other.Text.Span);

        public override bool Equals(object? obj) => obj is DocumentKey other && Equals(other);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            hash.AddBytes(Text.Span);
            hash.Add(OperationName);
            return hash.ToHashCode();
        }
    }
}
