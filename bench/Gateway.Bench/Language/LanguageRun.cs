using Gateway.Bench.Measuring;

namespace Gateway.Bench.Language;

/// <summary>Parsing, checking and printing of four documents, beside graphql-js where node is there.</summary>
internal static class LanguageRun
{
    /// <summary>
    /// Every row is gone through so often before one is timed: code that rows share is made anew once all have used it.
    /// </summary>
    private const int WarmRounds = 2;

    /// <summary>
    /// At least, in each round. A method is called 30 times before it is counted, 30 times more before its last form.
    /// </summary>
    private const int WarmTimes = 50;

    /// <summary>
    /// At least, in each slice: of what takes long, one time more or less would else have a collection of garbage or
    /// none.
    /// </summary>
    private const int SampleTimes = 10;

    private static readonly TimeSpan WarmTime = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan SettleTime = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan SampleTime = TimeSpan.FromMilliseconds(150);

    public static async Task<int> RunAsync(BenchArguments arguments)
    {
        var actions = LanguageActions.All();
        using var peer = await GraphQLJs.StartAsync(LanguageActions.Files);
        var hasPeer = peer.Missing.Length == 0;
        var ours = actions.Select(static _ => new Samples()).ToList();
        var theirs = actions.Select(static _ => new Samples()).ToList();
        for (var round = 0; round < WarmRounds; round++)
        {
            foreach (var action in actions)
            {
                await WarmAsync(action, hasPeer ? peer : null);
            }
        }

        for (var run = 0; run < arguments.Runs; run++)
        {
            for (var index = 0; index < actions.Count; index++)
            {
                var action = actions[index];
                ours[index].Add(Megabytes(action, Slice(action)));
                theirs[index].Add(hasPeer ? Megabytes(action, await SliceAsync(action, peer)) : 0);
            }
        }

        await new BenchReport(
            ["document", "", "ours", "allocated", "graphql-js 17", "times as fast", "best by best"],
            actions.Select((action, index) => Row(action, ours[index], theirs[index], hasPeer)),
            $"MB of document a second on one thread; median of {arguments.Runs} interleaved slices of "
            + $"{SampleTime.TotalMilliseconds} ms and {SampleTimes} times at least, "
            + $"{SettleTime.TotalMilliseconds} ms of the same before each, after {WarmRounds} rounds of "
            + $"{WarmTime.TotalMilliseconds} ms and {WarmTimes} times at least on both sides. In brackets the spread; "
            + $"the last column divides the best slices, which other work on the machine disturbs least. {peer.Missing}"
                .TrimEnd())
            .PublishAsync("language", arguments.Writes);
        BenchmarkDotNetRun.Run(hasPeer
            ? actions.Select((action, index) => (action.Title, Time: action.Bytes / theirs[index].Median * 1000))
                .ToDictionary(static pair => pair.Title, static pair => pair.Time)
            : []);
        return 0;
    }

    /// <summary>What ran before left the caches, and maybe garbage: a moment of the same is not timed.</summary>
    private static double Slice(LanguageAction action)
    {
        action.Measure(SettleTime, timesMin: 1);
        return action.Measure(SampleTime, SampleTimes);
    }

    private static async Task<double> SliceAsync(LanguageAction action, GraphQLJs peer)
    {
        await peer.MeasureAsync(action.PeerAction, action.File, SettleTime, timesMin: 1);
        return await peer.MeasureAsync(action.PeerAction, action.File, SampleTime, SampleTimes);
    }

    /// <summary>The same for both sides.</summary>
    private static async Task WarmAsync(LanguageAction action, GraphQLJs? peer)
    {
        action.Measure(WarmTime, WarmTimes);
        if (peer is not null)
        {
            await peer.MeasureAsync(action.PeerAction, action.File, WarmTime, WarmTimes);
        }
    }

    private static string[] Row(LanguageAction action, Samples ours, Samples theirs, bool hasPeer) =>
    [
        $"{action.Document}, {action.Bytes} bytes",
        action.Name,
        $"{ours.Median:0.0} ({ours.Min:0.0}–{ours.Max:0.0})",
        $"{action.Allocated() / 1024.0:0.0} KB",
        hasPeer ? $"{theirs.Median:0.0} ({theirs.Min:0.0}–{theirs.Max:0.0})" : "not there",
        hasPeer ? $"{ours.Median / theirs.Median:0.0}" : "–",
        hasPeer ? $"{ours.Max / theirs.Max:0.0}" : "–",
    ];

    private static double Megabytes(LanguageAction action, double nanoseconds) => action.Bytes / nanoseconds * 1000;
}
