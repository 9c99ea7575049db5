namespace Gateway.Testing.Pressure;

/// <summary>
/// Which calls get a fault: one of so many by count, each kind in its turn. Safe for use by many threads.
/// </summary>
/// <param name="oneOf">Calls of which one gets a fault.</param>
/// <param name="seed">Moves the place and the kind of the first.</param>
internal sealed class FaultPlan(int oneOf, int seed)
{
    private static readonly FaultKind[] Kinds = [.. Enum.GetValues<FaultKind>().Except([FaultKind.None])];

    private readonly int[] _given = new int[Kinds.Length + 1];
    private long _calls = seed;

    /// <summary>Whether faults are given at all; calls are counted from when they are.</summary>
    public bool IsOn { get; set; }

    /// <summary>All faults given so far.</summary>
    public int Total => _given.Sum();

    /// <summary>How often each kind was given.</summary>
    public IEnumerable<(FaultKind Kind, int Count)> Given =>
        Kinds.Select(kind => (kind, Volatile.Read(ref _given[(int)kind])));

    /// <summary>What happens to the next call.</summary>
    public FaultKind Next()
    {
        if (!IsOn || Interlocked.Increment(ref _calls) is var call && call % oneOf != 0)
        {
            return FaultKind.None;
        }

        var kind = Kinds[(int)(call / oneOf % Kinds.Length)];
        Interlocked.Increment(ref _given[(int)kind]);
        return kind;
    }
}
