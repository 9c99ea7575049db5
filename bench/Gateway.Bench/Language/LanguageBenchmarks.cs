using BenchmarkDotNet.Attributes;

namespace Gateway.Bench.Language;

/// <summary>All that the language run measures: one benchmark, a parameter for what it does.</summary>
public sealed class LanguageBenchmarks
{
    private static readonly Dictionary<string, LanguageAction> Actions =
        LanguageActions.All().ToDictionary(static action => action.Title);

    private Action _act = static () => { };

    /// <summary>Document and action, as the table of the run has them.</summary>
    [ParamsSource(nameof(Titles))]
    public string Title { get; set; } = "";

    public static IEnumerable<string> Titles => Actions.Keys;

    [GlobalSetup]
    public void Choose() => _act = Actions[Title].Act;

    [Benchmark]
    public void Act() => _act();

    /// <summary>Bytes of the document that one operation of that title goes through.</summary>
    internal static int BytesOf(string title) => Actions[title].Bytes;
}
