using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Gateway.Bench.Language;

/// <summary>MB of document a second, or how many times graphql-js's that is.</summary>
/// <param name="name">The heading.</param>
/// <param name="peer">Nanoseconds of graphql-js by title; null for our own MB/s.</param>
internal sealed class LanguageColumn(string name, IReadOnlyDictionary<string, double>? peer) : IColumn
{
    public string Id => name;

    public string ColumnName => name;

    public string Legend => peer is null ? "MB of document a second" : "graphql-js's median time over this mean";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        var title = (string)benchmarkCase.Parameters[nameof(LanguageBenchmarks.Title)];
        if (summary[benchmarkCase]?.ResultStatistics is not { Mean: var nanoseconds })
        {
            return "–";
        }

        return peer is null
            ? Text(LanguageBenchmarks.BytesOf(title) / nanoseconds * 1000)
            : peer.TryGetValue(title, out var theirs) ? Text(theirs / nanoseconds) : "–";
    }

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) =>
        GetValue(summary, benchmarkCase);

    private static string Text(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
