using System.Text;
using System.Text.Json;
using Gateway.Testing;

namespace Gateway.Common.Tests.Execution;

/// <summary>GraphQL §6 Execution, section by section, over local data: see <see cref="ExecutionCase"/>.</summary>
/// <remarks>Where a file has one schema, each case runs again with its root fields split over two sources.</remarks>
public sealed class ExecutionCaseTests
{
    private static readonly string Folder =
        Path.Combine(SharedFiles.RepositoryRoot, "tests", "Gateway.Common.Tests", "Execution", "Cases");

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.case")
        .Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Operations_are_answered_as_the_specification_says(string file)
    {
        var failures = new List<string>();
        var text = await File.ReadAllTextAsync(
            Path.Combine(Folder, $"{file}.case"), TestContext.Current.CancellationToken);
        foreach (var one in ExecutionCase.Read(text))
        {
            await CheckAsync(one, one.Sources.Count == 1 ? [("all", one.Sources[0].Sdl)] : one.Sources, failures);
            if (one.Sources.Count == 1)
            {
                await CheckAsync(one, SplitSchema.Of(one.Sources[0].Sdl), failures);
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    private static async Task CheckAsync(
        ExecutionCase one, IReadOnlyList<(string Name, string Sdl)> sources, List<string> failures)
    {
        using var data = JsonDocument.Parse(one.Data);
        var gateway = LocalGateway.Compose(
            sources, (_, field, call, output) => LocalData.Write(data.RootElement, field.Name, call, output));
        var actual = Print(await gateway.RunAsync(one.Operation, one.Variables));
        if (actual != one.Expected)
        {
            var names = string.Join(", ", sources.Select(source => source.Name));
            failures.Add($"{one.Name} ({names})\nexpected\n{one.Expected}\nactual\n{actual}\n{gateway.Log}");
        }
    }

    /// <summary>The data as it is written, then each error as <c>CODE path line:column</c>.</summary>
    private static string Print(string response)
    {
        using var document = JsonDocument.Parse(response);
        var root = document.RootElement;
        var text = new StringBuilder(root.TryGetProperty("data", out var data) ? data.GetRawText() : "no data");
        foreach (var error in root.TryGetProperty("errors", out var errors) ? errors.EnumerateArray() : default)
        {
            text.Append('\n').Append(error.GetProperty("extensions").GetProperty("code").GetString());
            if (error.TryGetProperty("path", out var path))
            {
                text.Append(' ').AppendJoin('.', path.EnumerateArray());
            }

            foreach (var place in error.TryGetProperty("locations", out var found) ? found.EnumerateArray() : default)
            {
                text.Append(' ').Append(place.GetProperty("line")).Append(':').Append(place.GetProperty("column"));
            }
        }

        return text.ToString();
    }
}
