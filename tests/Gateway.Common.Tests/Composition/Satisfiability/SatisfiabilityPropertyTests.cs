using System.Globalization;
using Gateway.Common.Composition;
using Gateway.Common.Composition.Satisfiability;
using Gateway.Common.Language;
using Gateway.Common.Planning;
using Gateway.Common.Schema;

namespace Gateway.Common.Tests.Composition.Satisfiability;

/// <summary>
/// Composition and planning agree: whatever composes is planned, and what is refused is not, at the path that is shown.
/// </summary>
/// <remarks><c>GATEWAY_SATISFIABILITY_ROUNDS</c> and <c>_SEED</c> ask for more of them.</remarks>
public sealed class SatisfiabilityPropertyTests
{
    private const int DepthMax = 4;
    private const int BatchRounds = 100;

    public static TheoryData<int> Batches { get; } = [.. Enumerable.Range(0, 4)];

    [Theory]
    [MemberData(nameof(Batches))]
    public void What_composes_is_planned_and_what_is_refused_is_not(int batch)
    {
        var seed = Setting("GATEWAY_SATISFIABILITY_SEED", 20261126);
        var rounds = Setting("GATEWAY_SATISFIABILITY_ROUNDS", BatchRounds);
        var (composed, refused) = (0, 0);
        var failures = new List<string>();
        for (var round = 0; round < rounds && failures.Count < 3; round++)
        {
            var isAbstract = batch % 2 == 1;
            var random = new Random(unchecked((seed * 31) + (batch * 7919) + (round * 104_729)));
            var sources = RandomSubgraphs.Make(random, isAbstract);
            if (Merge(sources) is not { } supergraph)
            {
                continue;
            }

            var errors = new ErrorLog();
            SatisfiabilityCheck.Check(supergraph, errors);
            composed += errors.HasErrors ? 0 : 1;
            refused += errors.HasErrors ? 1 : 0;
            if (Disagreement(supergraph, errors.Errors, isAbstract) is { } found)
            {
                failures.Add(string.Join(
                    '\n', sources.Select(static source => $"# {source.Name}\n{source.Sdl}").Prepend(found)));
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
        Assert.True(composed * 20 > rounds, $"Of {rounds} only {composed} composed.");
        Assert.True(refused * 20 > rounds, $"Of {rounds} only {refused} were refused.");
    }

    private static Supergraph? Merge((string Name, string Sdl)[] sources) => SchemaComposer.Merge(
        [
            .. sources.Select(source => new SourceSchema(
                source.Name,
                SourceKind.GraphQL,
                SchemaBuilder.BuildOrThrow(Parser.Parse(source.Sdl), SchemaBuildOptions.SourceSchema),
                $"http://{source.Name}.test")),
        ],
        new ErrorLog());

    private static string? Disagreement(Supergraph supergraph, IReadOnlyList<CompositionError> errors, bool isAbstract)
    {
        var planner = new Planner(supergraph);
        if (errors.Count == 0)
        {
            return new OperationPaths(supergraph.ApiSchema).All(DepthMax)
                .Select(operation => (Code: Plan(planner, operation), Operation: operation))
                .Where(static planned => planned.Code != "")
                .Select(static planned => $"composes, but {planned.Code}: {planned.Operation}")
                .FirstOrDefault();
        }

        // Paths do not say of which type an object is.
        return isAbstract ? null : errors.Select(OperationOf).Where(path => IsPlanned(planner, path))
            .Select(static path => $"is refused, but planned: {path}").FirstOrDefault();

        string OperationOf(CompositionError error)
        {
            const string Before = "on the path Query → ";
            var start = error.Message.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
            var fields = error.Message[start..error.Message.IndexOf(':', start)].Split(" → ");
            return OperationPaths.Nest(fields, fields[^1][0] == 'c');
        }
    }

    private static bool IsPlanned(Planner planner, string operation) => Plan(planner, operation) == "";

    /// <returns>A code; empty for a plan.</returns>
    private static string Plan(Planner planner, string operation)
    {
        var document = Parser.Parse(operation);
        try
        {
            planner.Plan(document, document.Definitions.OfType<OperationDefinitionNode>().Single());
            return "";
        }
        catch (PlanException)
        {
            return PlanException.Code;
        }
        catch (PlanLimitException)
        {
            return PlanLimitException.Code;
        }
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value
            : otherwise;
}
