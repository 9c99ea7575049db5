using System.Text.Json;
using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Testing;

namespace Gateway.Conformance.Schema;

/// <summary>Records of graphql-js's own tests about the type system, and the schemas they speak of.</summary>
internal static class GraphQLJsCases
{
    private const string Folder = "conformance/graphql-js/";

    private static readonly SchemaBuildOptions AssumeValid = new() { AssumeValid = true };

    /// <summary>Runs every record that data can carry, and fails with a list of all that differ.</summary>
    /// <param name="file">The file's name without extension.</param>
    /// <param name="check">Null where the record passes, else what differs.</param>
    public static void Run(string file, Func<JsonElement, string?> check)
    {
        using var cases = Load(file);
        Report([.. Portable(cases).Select(record => (record, Try(check, record)))]);
    }

    /// <inheritdoc cref="Run"/>
    public static async Task RunAsync(string file, Func<JsonElement, Task<string?>> check)
    {
        using var cases = Load(file);
        var outcomes = new List<(JsonElement Record, string? Difference)>();
        foreach (var record in Portable(cases))
        {
            outcomes.Add((record, await check(record)));
        }

        Report(outcomes);
    }

    private static IEnumerable<JsonElement> Portable(JsonDocument cases) => cases.RootElement.EnumerateArray()
        .Where(record => !record.TryGetProperty("portable", out var portable) || portable.GetBoolean());

    private static void Report(List<(JsonElement Record, string? Difference)> outcomes)
    {
        var failures = outcomes
            .Select((outcome, index) => (outcome.Difference, Text: $"[{index + 1}] {outcome.Record.GetProperty("test")}"))
            .Where(failure => failure.Difference is not null)
            .Select(failure => $"{failure.Text}\n{failure.Difference}")
            .ToList();
        Assert.True(
            failures.Count == 0, $"{failures.Count} of {outcomes.Count} differ:\n{string.Join("\n\n", failures)}");
        Assert.NotEmpty(outcomes);
    }

    private static string? Try(Func<JsonElement, string?> check, JsonElement record)
    {
        try
        {
            return check(record);
        }
        catch (Exception exception) when (exception is SyntaxException or SchemaException or InvalidOperationException)
        {
            return $"  threw {exception.Message}";
        }
    }

    /// <summary>The SDL of the schema that a record names by id, or null where it names none.</summary>
    public static Dictionary<int, string?> Schemas()
    {
        using var schemas = Load("schemas");
        return schemas.RootElement.EnumerateArray().ToDictionary(
            schema => schema.GetProperty("id").GetInt32(),
            schema => schema.GetProperty("sdl").GetString());
    }

    /// <summary>Empty SDL stands for the schema that holds nothing.</summary>
    public static GraphQLSchema BuildUnchecked(string sdl) =>
        SchemaBuilder.BuildOrThrow(sdl.Length == 0 ? [] : [Parser.Parse(sdl)], AssumeValid);

    /// <summary>Null where the places of the faults, message by message, are those expected.</summary>
    public static string? CompareLocations(JsonElement expected, IEnumerable<SchemaDiagnostic> actual)
    {
        var left = expected.EnumerateArray().Select(Places).Order().ToArray();
        var right = actual.Select(fault => string.Join(',', fault.Locations)).Order().ToArray();
        return left.SequenceEqual(right)
            ? null
            : $"  expected {string.Join(" | ", left)}\n  actual   {string.Join("\n           ", actual)}\n  {expected}";
    }

    private static string Places(JsonElement error) =>
        error.TryGetProperty("locations", out var locations)
            ? string.Join(',', locations.EnumerateArray().Select(
                place => $"{place.GetProperty("line")}:{place.GetProperty("column")}"))
            : "";

    private static JsonDocument Load(string file) =>
        JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Require($"{Folder}{file}.json")));
}
