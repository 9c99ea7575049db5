using System.Diagnostics;

namespace Gateway.Bench.Language;

/// <summary>One thing done with one document, by us and by the peer.</summary>
/// <param name="Document">Its row's heading.</param>
/// <param name="Name">What is done, for people.</param>
/// <param name="File">The document's name at the peer.</param>
/// <param name="PeerAction">What the peer does that gives the same.</param>
/// <param name="Bytes">The document's length.</param>
/// <param name="Act">Does it once.</param>
internal sealed record LanguageAction(
    string Document, string Name, string File, string PeerAction, int Bytes, Action Act)
{
    /// <summary>
    /// Bytes of document between two looks at the clock, so that small ones do not measure the clock.
    /// </summary>
    private const int BytesPerLook = 32 * 1024;

    /// <summary>What and of what: one of its kind.</summary>
    public string Title => $"{Document}: {Name}";

    /// <summary>Does it again and again for that time, and that often.</summary>
    /// <returns>Nanoseconds of one time.</returns>
    public double Measure(TimeSpan time, int timesMin)
    {
        var start = Stopwatch.GetTimestamp();
        var batch = Math.Max(1, BytesPerLook / Bytes);
        var rounds = 0;
        TimeSpan elapsed;
        do
        {
            for (var round = 0; round < batch; round++)
            {
                Act();
            }

            rounds += batch;
            elapsed = Stopwatch.GetElapsedTime(start);
        }
        while (elapsed < time || rounds < timesMin);
        return elapsed.TotalNanoseconds / rounds;
    }

    /// <returns>Bytes that one time allocates.</returns>
    public long Allocated()
    {
        Act();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Act();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
