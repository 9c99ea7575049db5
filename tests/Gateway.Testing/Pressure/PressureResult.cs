using System.Collections.Concurrent;

namespace Gateway.Testing.Pressure;

/// <summary>What came of all requests of a load. Safe for use by many threads.</summary>
internal sealed class PressureResult
{
    /// <summary>Descriptions kept of wrong answers.</summary>
    private const int DescribedMax = 5;

    private readonly ConcurrentQueue<string> _described = new();
    private int _whole;
    private int _partial;
    private int _wrong;
    private int _stuck;
    private long _slowestTicks;

    /// <summary>Answers without any fault.</summary>
    public int Whole => _whole;

    /// <summary>Answers with nulls where errors say that a source failed.</summary>
    public int Partial => _partial;

    /// <summary>Answers with wrong data, with nulls or errors that do not belong together, or none at all.</summary>
    public int Wrong => _wrong;

    /// <summary>Requests that did not end in time.</summary>
    public int Stuck => _stuck;

    public int Total => Whole + Partial + Wrong + Stuck;

    public TimeSpan Slowest => TimeSpan.FromTicks(Volatile.Read(ref _slowestTicks));

    /// <summary>The first wrong ones, in words.</summary>
    public string Described => string.Join('\n', _described);

    public void AddWhole() => Interlocked.Increment(ref _whole);

    public void AddStuck() => Interlocked.Increment(ref _stuck);

    /// <param name="fault">What <see cref="PartialAnswer"/> finds wrong; null if nothing.</param>
    public void AddPartial(string? fault)
    {
        if (fault is null)
        {
            Interlocked.Increment(ref _partial);
        }
        else
        {
            AddWrong(fault);
        }
    }

    public void AddWrong(string description)
    {
        if (Interlocked.Increment(ref _wrong) <= DescribedMax)
        {
            _described.Enqueue(description);
        }
    }

    public void AddTime(TimeSpan taken)
    {
        for (var known = Volatile.Read(ref _slowestTicks); known < taken.Ticks;)
        {
            var seen = Interlocked.CompareExchange(ref _slowestTicks, taken.Ticks, known);
            if (seen == known)
            {
                break;
            }

            known = seen;
        }
    }
}
