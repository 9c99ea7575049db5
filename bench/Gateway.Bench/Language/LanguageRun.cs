using System.Diagnostics;
using System.Text;
using Gateway.Bench.Measuring;
using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Common.Validation;

namespace Gateway.Bench.Language;

/// <summary>Parsing and validating one query of 90 fields, beside graphql-js where node is there.</summary>
internal static class LanguageRun
{
    private const int WarmRounds = 3000;
    private const int Rounds = 2000;

    public static async Task<int> RunAsync(BenchArguments arguments)
    {
        var query = Encoding.UTF8.GetBytes(Sample.Query);
        var schema = SchemaBuilder.BuildOrThrow(Parser.Parse(Sample.Schema));
        var document = Parser.Parse(query);
        if (DocumentValidator.Validate(schema, document) is [var error, ..])
        {
            throw new BenchException($"The query of 90 fields is refused: {error.Message}");
        }

        Action parse = () => Parser.Parse(query);
        Action validate = () => DocumentValidator.Validate(schema, document);
        Samples parseSpeed = new(), validateSpeed = new(), jsParse = new(), jsValidate = new();
        Measure(parse, WarmRounds, query.Length);
        Measure(validate, WarmRounds, query.Length);
        var missing = "";
        for (var run = 0; run < arguments.Runs; run++)
        {
            parseSpeed.Add(Measure(parse, Rounds, query.Length));
            validateSpeed.Add(Measure(validate, Rounds, query.Length));
            var peer = missing.Length == 0 ? await GraphQLJs.MeasureAsync(WarmRounds, Rounds) : default;
            missing = peer.Missing ?? missing;
            jsParse.Add(peer.ParseMegabytes);
            jsValidate.Add(peer.ValidateMegabytes);
        }

        await new BenchReport(
            [$"query of 90 fields, {query.Length} bytes", "ours", "allocated", "graphql-js 17", "times as fast"],
            [
                Row("parse", parseSpeed, Allocated(parse), jsParse, missing),
                Row("validate", validateSpeed, Allocated(validate), jsValidate, missing),
            ],
            $"MB of document a second on one thread; median of {arguments.Runs} interleaved runs of {Rounds} rounds, "
            + $"after {WarmRounds}. In brackets the spread. {missing}".TrimEnd())
            .PublishAsync("language", arguments.Writes);
        return 0;
    }

    private static string[] Row(string name, Samples ours, double allocated, Samples theirs, string missing) =>
    [
        name,
        $"{ours.Median:0.0} ({ours.Min:0.0}–{ours.Max:0.0})",
        $"{allocated / 1024:0.0} KB",
        missing.Length > 0 ? "not there" : $"{theirs.Median:0.0} ({theirs.Min:0.0}–{theirs.Max:0.0})",
        missing.Length > 0 ? "–" : $"{ours.Median / theirs.Median:0.0}",
    ];

    /// <returns>Megabytes a second.</returns>
    private static double Measure(Action action, int rounds, int bytes)
    {
        var start = Stopwatch.GetTimestamp();
        for (var round = 0; round < rounds; round++)
        {
            action();
        }

        return (double)bytes * rounds / 1_000_000 / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Allocated(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
        {
            action();
        }

        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
    }
}
