using Gateway.Common.Language;
using Gateway.Common.Planning;
using Gateway.Common.Tests.Execution;
using Gateway.Common.Validation;
using Gateway.Testing;

namespace Gateway.Common.Tests.Planning;

/// <summary>Sources and an operation in a folder; its plan beside them.</summary>
public sealed class PlanCaseTests
{
    private const string Folder = "tests/Gateway.Common.Tests/Planning/Cases";

    public static TheoryData<string> Cases { get; } =
        [.. new DirectoryInfo(Path.Combine(SharedFiles.RepositoryRoot, Folder)).GetDirectories()
            .Select(folder => folder.Name).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_plan_is_as_reviewed(string name) =>
        Snapshot.Match(Check(name), Path.Combine(Folder, name, "plan.snap"));

    private static string Check(string name)
    {
        var folder = Path.Combine(SharedFiles.RepositoryRoot, Folder, name);
        var sources = Directory.GetFiles(folder, "*.graphql")
            .Where(file => Path.GetFileName(file) != "operation.graphql")
            .Order(StringComparer.Ordinal)
            .Select(file => (Path.GetFileNameWithoutExtension(file), File.ReadAllText(file)))
            .ToArray();
        var supergraph = StubGateway.Compose(sources);
        var document = Parser.Parse(File.ReadAllText(Path.Combine(folder, "operation.graphql")));
        Assert.Empty(DocumentValidator.Validate(supergraph.ApiSchema, document));
        var operation = document.Definitions.OfType<OperationDefinitionNode>().Single();
        return PlanPrinter.Print(new Planner(supergraph).Plan(document, operation));
    }
}
