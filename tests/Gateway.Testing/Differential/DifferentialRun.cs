using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Planning;
using Gateway.Common.Results;
using Gateway.Common.Sources.GraphQL;

namespace Gateway.Testing.Differential;

/// <summary>
/// Asks random operations of a gateway over sources in memory, and of one server that holds all their data: the answers
/// have to be byte for byte the same.
/// </summary>
/// <remarks>
/// Errors: each has to be one of the monolith's, at its path; and every place that is null because of errors has to be
/// told of by one of them. More than one for a place is up to the server (GraphQL §6.4.4).
/// </remarks>
internal sealed class DifferentialRun
{
    private const int Universes = 4;

    private readonly LocalGateway _gateway;
    private readonly IReadOnlyList<MemorySubgraph> _subgraphs;
    private readonly Universe[] _universes;
    private readonly Monolith[] _monoliths;
    private readonly RootLookups _lookups;

    /// <param name="sources">What is composed.</param>
    /// <param name="batchesVariables">Whether the sources take lists of variables.</param>
    /// <exception cref="InvalidOperationException">The sources do not compose; the message says why.</exception>
    public DifferentialRun(IEnumerable<(string Name, string Sdl)> sources, bool batchesVariables)
    {
        var subgraphs = new List<MemorySubgraph>();
        _gateway = LocalGateway.Compose(
            sources.Select(source => (source.Name, SourceKind.GraphQL, source.Sdl)),
            source =>
            {
                subgraphs.Add(new MemorySubgraph(source));
                return new GraphQLSource(source.Name, subgraphs[^1]) { BatchesVariables = batchesVariables };
            });
        _subgraphs = subgraphs;
        _universes = [.. Enumerable.Range(0, Universes).Select(seed => new Universe(_gateway.Supergraph, seed))];
        _monoliths = [.. _universes.Select(universe => new Monolith(universe))];
        _lookups = new RootLookups(_universes[0]);
    }

    /// <returns>
    /// What is wrong with the operation of that number, made as small as it goes; null where nothing is.
    /// </returns>
    public async Task<string?> CheckAsync(int seed, int round)
    {
        var random = new Random(unchecked((seed * 397) ^ round));
        var made = OperationMaker.Make(_gateway.Supergraph.ApiSchema, _lookups, random);
        var universe = round % Universes;
        if (await DifferenceAsync(made, universe) is null)
        {
            return null;
        }

        var small = await OperationShrinker.ShrinkAsync(made, async candidate =>
            OperationMaker.IsValid(_gateway.Supergraph.ApiSchema, candidate)
            && await DifferenceAsync(candidate, universe) is not null);
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"seed {seed} round {round} universe {universe}");
        text.AppendLine(small.Text).AppendLine(small.Variables.ToJsonString()).AppendLine(PlanOf(small));
        return text.Append(await DifferenceAsync(small, universe)).ToString();
    }

    private async Task<string?> DifferenceAsync(MadeOperation made, int number)
    {
        foreach (var subgraph in _subgraphs)
        {
            subgraph.Connect(_universes[number]);
            subgraph.TakeFaults();
            subgraph.TakeCalls();
        }

        using var variables = JsonDocument.Parse(made.Variables.ToJsonString());
        var expected = _monoliths[number].Execute(Parser.Parse(made.Text), variables.RootElement);
        Universe.Start();
        string answer;
        try
        {
            answer = await _gateway.RunAsync(made.Text, made.Variables.ToJsonString());
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }

        var faults = _subgraphs.SelectMany(static subgraph => subgraph.TakeFaults()).ToArray();
        return faults.Length == 0 && Compare(expected, answer) is not { } difference
            ? null
            : $"expected {expected.Data?.ToJsonString() ?? "null"}\n  errors {ErrorsOf(expected)}\nactual   {answer}\n"
                + string.Join('\n', faults.Concat(_subgraphs.SelectMany(static subgraph => subgraph.TakeCalls())));
    }

    private static string? Compare(MemoryAnswer expected, string answer)
    {
        using var actual = JsonDocument.Parse(answer);
        var root = actual.RootElement;
        if (!root.TryGetProperty("data", out var data)
            || !JsonElement.DeepEquals(data, JsonSerializer.SerializeToElement(expected.Data))
            || CanonicalText(data) != (expected.Data is null ? "null" : CanonicalText(
                JsonSerializer.SerializeToElement(expected.Data))))
        {
            return "data";
        }

        var told = new HashSet<string>();
        var hasErrors = root.TryGetProperty("errors", out var errors);
        foreach (var error in hasErrors ? errors.EnumerateArray().ToArray() : [])
        {
            var path = error.TryGetProperty("path", out var found) ? JsonArray.Create(found)!.ToJsonString() : "";
            if (expected.Errors.FirstOrDefault(known => known.Path.ToJsonString() == path) is not { } known)
            {
                return $"error at {path}";
            }

            told.Add(known.NullAt);
        }

        var isCut = errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() >= ResponseWriter.ErrorsMax;
        return !isCut && expected.Errors.FirstOrDefault(error => !told.Contains(error.NullAt)) is { } untold
            ? $"no error for {untold.NullAt}"
            : null;
    }

    /// <summary>The order of members counts: it is the order in which fields were selected.</summary>
    private static string CanonicalText(JsonElement value) => JsonSerializer.Serialize(value);

    private static string ErrorsOf(MemoryAnswer answer) =>
        string.Join(' ', answer.Errors.Select(static error => $"{error.Path.ToJsonString()}→{error.NullAt}"));

    private string PlanOf(MadeOperation made)
    {
        try
        {
            var document = Parser.Parse(made.Text);
            var operation = document.Definitions.OfType<OperationDefinitionNode>().Single();
            return PlanPrinter.Print(new Planner(_gateway.Supergraph).Plan(document, operation));
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }
    }
}
