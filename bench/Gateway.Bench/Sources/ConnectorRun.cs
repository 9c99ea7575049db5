using System.Diagnostics;
using Gateway.Bench.Measuring;

namespace Gateway.Bench.Sources;

/// <summary>From an answer's bytes to rows, by each connector and by the usual parser on the same bytes.</summary>
internal static class ConnectorRun
{
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(BenchArguments arguments)
    {
        IReadOnlyList<ConnectorCase> cases =
            [.. RestConnector.Cases(), .. SoapConnector.Cases(), .. GrpcConnector.Cases()];
        var rows = new List<string[]>();
        foreach (var one in cases.Where(one => arguments.Takes(one.Name.Split(',')[0])))
        {
            rows.Add(Measure(one, arguments.Runs));
        }

        await new BenchReport(
            [
                "answer to rows", "bytes", "MB/s", "allocated", "peer", "its MB/s", "its allocated", "times as fast",
                "of its allocation",
            ],
            rows,
            $"CPU time; median of {arguments.Runs} interleaved runs of {Measured.TotalSeconds:0} s, after as long to "
            + "warm; how many times as fast is the median of the pairs. A peer builds its document and reads no "
            + "value of it. Ours has the answer in an array of its own each time, as the HTTP client hands it over: "
            + "that is in the time, and the client's object around it (80 bytes) is not in what reading allocates.")
            .PublishAsync("sources", arguments.Writes);
        if (arguments.Takes("import"))
        {
            await ImportRun.RunAsync(arguments);
        }

        return 0;
    }

    private static string[] Measure(ConnectorCase one, int runs)
    {
        one.Check();
        Action ours = () =>
        {
            one.Prepare();
            one.Ours();
        };
        Rate(ours, one.Bytes, Warm);
        Rate(one.Peer, one.Bytes, Warm);
        Samples rates = new(), peer = new(), ratios = new();
        for (var run = 0; run < runs; run++)
        {
            var (our, their) = (Rate(ours, one.Bytes, Measured), Rate(one.Peer, one.Bytes, Measured));
            rates.Add(our);
            peer.Add(their);

            // Of two that ran one after the other: the machine's clock changes between them less than over all.
            ratios.Add(our / their);
        }

        var (ourBytes, peerBytes) = (Allocated(one.Prepare, one.Ours), Allocated(static () => { }, one.Peer));
        return
        [
            one.Name, $"{one.Bytes}", $"{rates.Median:0} ({rates.Min:0}–{rates.Max:0})", $"{ourBytes:0} B",
            one.PeerName, $"{peer.Median:0} ({peer.Min:0}–{peer.Max:0})", $"{peerBytes:0} B",
            $"{ratios.Median:0.0}", $"{ourBytes / peerBytes:P1}",
        ];
    }

    /// <returns>MB a second of the process's CPU time: collections count, others on the machine do not.</returns>
    private static double Rate(Action action, int bytes, TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        var cpu = Environment.CpuUsage.TotalTime;
        var rounds = 0L;
        while (Stopwatch.GetElapsedTime(start) < time)
        {
            action();
            rounds++;
        }

        return bytes * rounds / 1e6 / (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
    }

    /// <returns>Bytes of one round, without what preparing it takes.</returns>
    private static double Allocated(Action prepare, Action action)
    {
        const int rounds = 200;
        var allocated = 0L;
        for (var round = 0; round < rounds; round++)
        {
            prepare();
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return allocated / (double)rounds;
    }
}
