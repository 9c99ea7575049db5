using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Perfolizer.Horology;

namespace Gateway.Bench.Language;

/// <summary>The language run's actions by BenchmarkDotNet: its statistics, MB/s and bytes allocated.</summary>
/// <remarks>
/// In this process, beside the figures of graphql-js that the run has just taken. Few and short iterations: some 90
/// seconds for all on a busy machine.
/// </remarks>
internal static class BenchmarkDotNetRun
{
    private const int WarmupCount = 3;
    private const int IterationCount = 5;
    private const int TitleWidth = 60;

    private static readonly TimeInterval IterationTime = TimeInterval.FromMilliseconds(150);

    /// <param name="peer">Nanoseconds of graphql-js by title; empty where it is not there.</param>
    public static void Run(IReadOnlyDictionary<string, double> peer)
    {
        var job = Job.Default
            .WithToolchain(InProcessNoEmitToolchain.Instance)
            .WithWarmupCount(WarmupCount)
            .WithIterationCount(IterationCount)
            .WithIterationTime(IterationTime);
        var config = ManualConfig.CreateEmpty()
            .AddJob(job)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddLogger(ConsoleLogger.Default)
            .AddColumnProvider(DefaultColumnProviders.Params, DefaultColumnProviders.Statistics)
            .AddColumnProvider(DefaultColumnProviders.Metrics)
            .AddColumn(new LanguageColumn("MB/s", peer: null), new LanguageColumn("x graphql-js", peer))
            .WithSummaryStyle(SummaryStyle.Default
                .WithMaxParameterColumnWidth(TitleWidth)
                .WithTimeUnit(TimeUnit.Microsecond))
            .WithOptions(ConfigOptions.DisableLogFile)
            .WithArtifactsPath(Repository.PathOf("artifacts/bench/language"));
        BenchmarkRunner.Run<LanguageBenchmarks>(config);
    }
}
