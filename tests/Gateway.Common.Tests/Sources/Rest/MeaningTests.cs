using System.Text;
using System.Text.RegularExpressions;
using Gateway.Common.Language;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Rest;
using Gateway.Testing;

namespace Gateway.Common.Tests.Sources.Rest;

/// <summary>One small contract for each meaning: its schema, the bytes out, the answer to the client.</summary>
/// <remarks>
/// Shape: a file of parts, each under a line <c>### name</c>: <c>contract</c> (OpenAPI 3.1 where it does not say),
/// <c>overlay</c> if there is one, <c>problems</c> where settings say <c>Shown</c>, and for each call a <c>query</c>,
/// <c>variables</c> if it has some, and the source's <c>answer</c>, several of them apart by a line <c>---</c>. What is
/// expected: <c>schema</c>, and of each call <c>request</c> and <c>result</c>. Calls are numbered.
/// <c>UPDATE_SNAPSHOTS=1</c> rewrites the expected parts.
/// </remarks>
public sealed class MeaningTests
{
    private const string Folder = "tests/Gateway.Common.Tests/Sources/Rest/Cases/Meanings";

    public static TheoryData<string> Cases =>
    [
        .. Directory.EnumerateFiles(Path.Combine(SharedFiles.RepositoryRoot, Folder), "*.txt")
            .Select(static file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_meaning_has_its_schema_its_request_and_its_result(string name)
    {
        var path = $"{Folder}/{name}.txt";
        var given = Parse(await File.ReadAllTextAsync(
            Path.Combine(SharedFiles.RepositoryRoot, path), TestContext.Current.CancellationToken));
        var (document, diagnostics) = Import(given["contract"], given.GetValueOrDefault("overlay"));
        var text = new StringBuilder();
        Write(text, "contract", given["contract"]);
        Write(text, "overlay", given.GetValueOrDefault("overlay"));
        Write(text, "problems", given.GetValueOrDefault("problems"));
        var options = new RestOptions { ShowsProblems = given.GetValueOrDefault("problems") == "Shown" };
        Write(text, "schema", Shown(document) + diagnostics);
        for (var call = 1; given.TryGetValue($"query {call}", out var query); call++)
        {
            var variables = given.GetValueOrDefault($"variables {call}");
            var answers = given[$"answer {call}"];
            await using var server = new ScriptedServer(answers.Split("\n---\n").Select(ScriptedServer.Answer));
            var gateway = RestGateway.Over(server.Address, Printer.Print(document), options);
            var result = await gateway.RunAsync(query, variables ?? "");
            Write(text, $"query {call}", query);
            Write(text, $"variables {call}", variables);
            Write(text, $"request {call}", string.Join("\n---\n", server.Requests.Select(Shown)));
            Write(text, $"answer {call}", answers);
            Write(text, $"result {call}", result);
        }

        Snapshot.Match(text.ToString(), path);
    }

    private static (DocumentNode Document, string Diagnostics) Import(string contract, string? overlay)
    {
        var isWhole = contract.Contains("openapi:", StringComparison.Ordinal)
            || contract.Contains("swagger:", StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(isWhole ? contract : $"openapi: 3.1.0\n{contract}");
        var imported = OpenApiImporter.Import(
            new ContractFile("contract", bytes, static _ => null), ImportOptions.Default);
        Assert.True(imported.Sdl is not null, string.Join('\n', imported.Diagnostics));
        var document = Parser.Parse(imported.Sdl);
        var problems = imported.Diagnostics;
        if (overlay is not null)
        {
            var (changed, wrong) = Overlay.Apply(document, Parser.Parse(overlay), "overlay");
            Assert.True(changed is not null, string.Join('\n', wrong));
            document = changed;
        }

        return (document, string.Concat(
            problems.Select(static found => $"\n# {found.Code} line {found.Line}: {found.Message}")));
    }

    /// <summary>Without the definitions of directives and named scalars, which are the same everywhere.</summary>
    private static string Shown(DocumentNode document)
    {
        var own = document.Definitions.Where(static definition => definition is not DirectiveDefinitionNode
            && definition is not ScalarTypeDefinitionNode);
        return string.Join("\n\n", own.Select(static definition => Printer.Print(definition).TrimEnd()));
    }

    private static string Shown(string request)
    {
        var lines = request.ReplaceLineEndings("\n").Split('\n').Where(static line =>
            !line.StartsWith("Host:", StringComparison.Ordinal)
            && !line.StartsWith("traceparent:", StringComparison.Ordinal)
            && line != "Accept-Encoding: gzip, br");
        return Regex.Replace(
            string.Join('\n', lines), "(?<=boundary=|--)[0-9a-f]{32}", "(boundary)").TrimEnd('\n');
    }

    private static void Write(StringBuilder text, string name, string? part)
    {
        if (part is not null)
        {
            text.Append($"### {name}\n{part}\n");
        }
    }

    private static Dictionary<string, string> Parse(string text)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text.ReplaceLineEndings("\n").Split("### ", StringSplitOptions.RemoveEmptyEntries))
        {
            var line = part.IndexOf('\n', StringComparison.Ordinal);
            parts.Add(part[..line], part[(line + 1)..].TrimEnd('\n'));
        }

        return parts;
    }
}
