using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Common.Language;

namespace Gateway.Conformance.Language;

/// <summary>What graphql-js asserts of trees, and that what is printed reads back the same.</summary>
public sealed class ParseConformance
{
    private const string LegacyOption = "allowLegacyFragmentVariables";

    [Fact]
    public void Parse()
    {
        var failures = new List<string>();
        foreach (var record in JsonText.Records("conformance/graphql-js/parse.json").Where(IsSpecified))
        {
            if (Failure(record) is { } failure)
            {
                failures.Add($"{record.GetProperty("source").GetRawText()}\n  {failure}");
            }
        }

        JsonText.AssertNone(failures);
    }

    /// <summary>Every document of every case file: parse, print, parse again, also minified.</summary>
    [Fact]
    public void Round_trip()
    {
        var failures = new List<string>();
        var documents = 0;
        foreach (var record in AllRecords(Testing.SharedFiles.Require("conformance")))
        {
            foreach (var text in Strings(record))
            {
                documents += RoundTrip(text, failures) ? 1 : 0;
            }
        }

        JsonText.AssertNone(failures);
        Assert.True(documents > 3000, $"only {documents} documents");
    }

    /// <summary>Of files that are one JSON text, the text; of those with one on each line, each.</summary>
    private static IEnumerable<JsonElement> AllRecords(string folder)
    {
        var options = new JsonDocumentOptions { MaxDepth = 512 };
        var files = Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Select(File.ReadAllText);
        var lines = Directory.EnumerateFiles(folder, "*.ndjson", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines).Where(static line => !string.IsNullOrWhiteSpace(line));
        foreach (var text in files.Concat(lines))
        {
            using var json = JsonDocument.Parse(text, options);
            yield return json.RootElement;
        }
    }

    /// <summary>Variables of fragments are in no edition of the specification: see docs/conformance.md.</summary>
    private static bool IsSpecified(JsonElement record) =>
        !(record.TryGetProperty("options", out var options) && options.TryGetProperty(LegacyOption, out _));

    private static string? Failure(JsonElement record)
    {
        var expected = record.ErrorLocation();
        try
        {
            var node = Read(record);
            if (expected is not null)
            {
                return $"expected an error at {expected}";
            }

            var actual = SyntaxToJson.Convert(node);
            var tree = JsonNode.Parse(record.GetProperty("ast").GetRawText());
            if (!JsonNode.DeepEquals(tree, actual))
            {
                return $"expected {tree!.ToJsonString()}\n  actual   {actual.ToJsonString()}";
            }

            var printed = Printer.Print(node);
            return printed == record.Text("printed") ? null : $"expected {record.Text("printed")}\n  actual {printed}";
        }
        catch (SyntaxException error)
        {
            return (error.Line, error.Column) == expected
                ? null
                : $"expected {expected}, actual {(error.Line, error.Column)} {error.Message}";
        }
    }

    private static SyntaxNode Read(JsonElement record)
    {
        var source = record.Text("source");
        var tokensMax = record.TryGetProperty("options", out var options)
            && options.TryGetProperty("maxTokens", out var tokens) ? tokens.GetInt32() : int.MaxValue;
        var parserOptions = new ParserOptions { TokensMax = tokensMax };
        return record.GetProperty("fn").GetString() switch
        {
            "parseValue" => Parser.ParseValue(source, parserOptions),
            "parseConstValue" => Parser.ParseConstValue(source, parserOptions),
            "parseType" => Parser.ParseType(source, parserOptions),
            _ => Parser.Parse(source, parserOptions),
        };
    }

    private static IEnumerable<string> Strings(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => [json.Text()],
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Strings),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property => Strings(property.Value)),
        _ => [],
    };

    private static bool RoundTrip(string text, List<string> failures)
    {
        DocumentNode document;
        try
        {
            document = Parser.Parse(text);
        }
        catch (SyntaxException)
        {
            return false;
        }

        var tree = SyntaxToJson.Convert(document);
        foreach (var printed in new[] { Printer.Print(document), Printer.PrintMinified(document) })
        {
            var again = Parser.Parse(printed);
            if (!JsonNode.DeepEquals(tree, SyntaxToJson.Convert(again))
                || !SyntaxComparer.Instance.Equals(document, again))
            {
                failures.Add($"{text}\n  printed {printed}");
            }
        }

        return true;
    }
}
