using System.Text.Json;
using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Testing;

namespace Gateway.Conformance.Composition;

/// <summary>The audit's sets of subgraphs compose to the API that its own supergraphs have.</summary>
public sealed class FederationAuditComposition
{
    private const string File = "conformance/federation/suites.json";

    /// <summary>Suites that differ, each with the reason; a suite that starts to pass has to leave the list.</summary>
    private static readonly Dictionary<string, string> Differing = [];

    [Fact]
    public void Every_set_of_subgraphs_composes_to_the_api_of_its_supergraph()
    {
        using var suites = JsonDocument.Parse(System.IO.File.ReadAllBytes(SharedFiles.Require(File)));
        var failures = new List<string>();
        foreach (var suite in suites.RootElement.EnumerateArray())
        {
            var id = suite.GetProperty("id").GetString()!;
            var difference = Difference(suite);
            if (difference is null == Differing.ContainsKey(id))
            {
                failures.Add($"[{id}] {difference ?? "passes now: take it off the list"}");
            }
        }

        Assert.True(
            failures.Count == 0,
            $"{failures.Count} of {suites.RootElement.GetArrayLength()}:\n{string.Join("\n\n", failures)}");
    }

    private static string? Difference(JsonElement suite)
    {
        var given = JoinReader.Read(Parser.Parse(suite.GetProperty("supergraph").GetString()!));
        if (given.Supergraph is null)
        {
            return "join SDL: " + Text(given.Errors);
        }

        var errors = new List<CompositionError>();
        var sources = suite.GetProperty("subgraphs").EnumerateArray().Select(subgraph => SourceSchemaReader.Read(
            subgraph.GetProperty("name").GetString()!,
            SourceKind.GraphQL,
            subgraph.GetProperty("sdl").GetString()!,
            subgraph.GetProperty("url").GetString(),
            errors)).OfType<SourceSchema>().ToList();
        if (errors.Count > 0)
        {
            return Text(errors);
        }

        var own = SchemaComposer.Compose(sources);
        if (own.Supergraph is null)
        {
            return Text(own.Errors);
        }

        var (expected, actual) = (Print(given.Supergraph), Print(own.Supergraph));
        return expected == actual ? RoundTrip(own.Supergraph) : $"expected\n{expected}\nactual\n{actual}";
    }

    /// <summary>What is written as join SDL reads back to the same API, and is written the same again.</summary>
    private static string? RoundTrip(Supergraph own)
    {
        var written = JoinWriter.Write(own);
        var read = JoinReader.Read(Parser.Parse(written));
        if (read.Supergraph is null)
        {
            return $"own join SDL: {Text(read.Errors)}\n{written}";
        }

        var again = JoinWriter.Write(read.Supergraph);
        return Print(own) != Print(read.Supergraph) ? $"API lost in join SDL\n{written}"
            : again != written ? $"written\n{written}\nthen\n{again}"
            : null;
    }

    private static string Print(Supergraph supergraph) => SchemaPrinter.Print(SchemaSorter.Sort(supergraph.ApiSchema));

    private static string Text(IEnumerable<CompositionError> errors) => string.Join('\n', errors);
}
