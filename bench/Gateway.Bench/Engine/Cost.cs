namespace Gateway.Bench.Engine;

/// <summary>What one request costs this process.</summary>
/// <param name="CpuMicroseconds">User and kernel time of all threads.</param>
/// <param name="AllocatedBytes">On the managed heap.</param>
internal readonly record struct Cost(double CpuMicroseconds, double AllocatedBytes)
{
    private const int WorkersMax = 8;

    /// <summary>Runs requests by eight at a time and shares the cost out.</summary>
    public static async Task<Cost> MeasureAsync(Func<Task> request, int requests)
    {
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        await RunAsync(request, requests);
        var spent = Environment.CpuUsage.TotalTime - cpu;
        return new Cost(
            spent.TotalMicroseconds / requests,
            (double)(GC.GetTotalAllocatedBytes(precise: true) - allocated) / requests);
    }

    private static async Task RunAsync(Func<Task> request, int requests)
    {
        var left = requests;
        var workers = new Task[Math.Min(WorkersMax, requests)];
        for (var index = 0; index < workers.Length; index++)
        {
            workers[index] = WorkAsync();
        }

        await Task.WhenAll(workers);

        async Task WorkAsync()
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await request();
            }
        }
    }
}
