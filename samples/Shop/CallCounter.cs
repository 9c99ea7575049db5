namespace Shop;

/// <summary>Counts the calls that reached a backend, faulty ones too. Safe for use by many threads.</summary>
public sealed class CallCounter
{
    /// <summary>Distinct operation names that are told apart; further ones are counted as <c>(other)</c>.</summary>
    public const int OperationsMax = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _byOperation = new(StringComparer.Ordinal);
    private int _total;

    public int Total
    {
        get
        {
            lock (_gate) return _total;
        }
    }

    /// <summary>A copy of the counts at this moment, by operation name.</summary>
    public IReadOnlyDictionary<string, int> ByOperation
    {
        get
        {
            lock (_gate) return new SortedDictionary<string, int>(_byOperation, StringComparer.Ordinal);
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _total = 0;
            _byOperation.Clear();
        }
    }

    internal void Count(string operation)
    {
        lock (_gate)
        {
            bool known = _byOperation.ContainsKey(operation) || _byOperation.Count < OperationsMax;
            string name = known ? operation : "(other)";
            _byOperation[name] = _byOperation.GetValueOrDefault(name) + 1;
            _total++;
        }
    }
}
