using System.Globalization;
using System.Text;

namespace Gateway.Bench.Measuring;

/// <summary>A table of figures as Markdown.</summary>
/// <param name="Columns">The header.</param>
/// <param name="Rows">As many cells each as there are columns.</param>
/// <param name="Method">How it was measured, one line.</param>
internal sealed record BenchReport(
    IReadOnlyList<string> Columns, IEnumerable<IReadOnlyList<string>> Rows, string Method)
{
    /// <summary>Prints the table and, if it shall, writes it.</summary>
    public async Task PublishAsync(string name, bool writes)
    {
        Console.WriteLine(Render(await Machine.DescribeAsync()));
        if (writes)
        {
            await WriteAsync(name);
        }
    }

    /// <summary>
    /// Writes the table to <c>bench/results/NAME-DATE.md</c> and between <c>&lt;!-- bench:NAME --&gt;</c>
    /// marks of README.md
    /// where they are.
    /// </summary>
    public async Task WriteAsync(string name)
    {
        var text = Render(await Machine.DescribeAsync());
        var day = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var folder = Repository.PathOf("bench/results");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, $"{name}-{day}.md"), $"# {name}, {day}\n\n{text}");
        foreach (var file in new[] { "README.md", "docs/performance.md" })
        {
            await InsertAsync(Repository.PathOf(file), $"<!-- bench:{name} -->", "<!-- /bench -->", text);
        }
    }

    private static async Task InsertAsync(string file, string open, string close, string text)
    {
        if (!File.Exists(file))
        {
            return;
        }

        var content = await File.ReadAllTextAsync(file);
        var start = content.IndexOf(open, StringComparison.Ordinal);
        var end = start < 0 ? -1 : content.IndexOf(close, start, StringComparison.Ordinal);
        if (end >= 0)
        {
            await File.WriteAllTextAsync(file, $"{content[..(start + open.Length)]}\n{text}{content[end..]}");
        }
    }

    private string Render(string machine)
    {
        var text = new StringBuilder();
        AppendRow(text, Columns);
        AppendRow(text, Columns.Select(static (_, index) => index == 0 ? "---" : "---:"));
        foreach (var row in Rows)
        {
            AppendRow(text, row);
        }

        return text.Append(CultureInfo.InvariantCulture, $"\n{Method}\n{machine}.\n").ToString();
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
