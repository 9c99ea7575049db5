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
        foreach (var one in cases)
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
            + "warm. A peer builds its document and reads no value of it; "
            + "JsonDocument rents its arrays as our store does, so what is left of both is a fixed size.")
            .PublishAsync("sources", arguments.Writes);
        await ImportRun.RunAsync(arguments);
        return 0;
    }

    private static string[] Measure(ConnectorCase one, int runs)
    {
        one.Check();
        Rate(one.Ours, one.Bytes, Warm);
        Rate(one.Peer, one.Bytes, Warm);
        Samples ours = new(), peer = new();
        for (var run = 0; run < runs; run++)
        {
            ours.Add(Rate(one.Ours, one.Bytes, Measured));
            peer.Add(Rate(one.Peer, one.Bytes, Measured));
        }

        var (ourBytes, peerBytes) = (Allocated(one.Ours), Allocated(one.Peer));
        return
        [
            one.Name, $"{one.Bytes}", $"{ours.Median:0} ({ours.Min:0}–{ours.Max:0})", $"{ourBytes / 1024:0.0} KB",
            one.PeerName, $"{peer.Median:0} ({peer.Min:0}–{peer.Max:0})", $"{peerBytes / 1024:0.0} KB",
            $"{ours.Median / peer.Median:0.0}", $"{ourBytes / peerBytes:P1}",
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

    private static double Allocated(Action action)
    {
        const int rounds = 200;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < rounds; round++)
        {
            action();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)rounds;
    }
}
