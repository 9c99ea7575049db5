using System.Runtime;

namespace Gateway.Common.Hosting;

/// <summary>Has the collector wait while a host starts.</summary>
/// <remarks>
/// What a start reads, it mostly keeps: collecting meanwhile marks and copies the same objects again and again, a
/// sixth of the start over a large supergraph. Bound: <see cref="BytesMax"/>; whoever allocates more has the collector
/// back. Nothing is withheld on a machine, or in a container, that has less than <see cref="MachineBytesMin"/>.
/// </remarks>
internal static class StartMemory
{
    private const long BytesMax = 96L * 1024 * 1024;
    private const long MachineBytesMin = 512L * 1024 * 1024;

    public static void Withhold()
    {
        if (GC.GetGCMemoryInfo().TotalAvailableMemoryBytes < MachineBytesMin)
        {
            return;
        }

        try
        {
            GC.TryStartNoGCRegion(BytesMax);
        }
        catch (Exception refused) when (refused is ArgumentOutOfRangeException or InvalidOperationException)
        {
            // The runtime's settings allow less, or somebody withholds it already: it collects as it would.
        }
    }

    public static void Release()
    {
        if (GCSettings.LatencyMode != GCLatencyMode.NoGCRegion)
        {
            return;
        }

        try
        {
            GC.EndNoGCRegion();
        }
        catch (InvalidOperationException)
        {
            // More was allocated just now, which has ended it.
        }
    }
}
