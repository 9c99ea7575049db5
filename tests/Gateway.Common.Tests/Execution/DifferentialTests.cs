using Gateway.Testing;
using Gateway.Testing.Differential;

namespace Gateway.Common.Tests.Execution;

/// <summary>One folder a set of sources: <c>NAME.graphql</c> for each. Random operations over them.</summary>
public sealed class DifferentialTests
{
    private const string Folder = "tests/Gateway.Common.Tests/Execution/Differential";
    private const int Rounds = 700;

    public static TheoryData<string> Cases() =>
        [.. Directory.GetDirectories(Path.Combine(SharedFiles.RepositoryRoot, Folder))
            .Select(path => Path.GetFileName(path)!)
            .Order()];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Random_operations_are_answered_as_by_one_server(string name) =>
        DifferentialLoop.RunAsync(SourcesOf(name), Rounds);

    [Theory]
    [InlineData("composite")]
    [InlineData("contexts")]
    public Task So_are_those_that_are_sent_with_lists_of_variables(string name) =>
        DifferentialLoop.RunAsync(SourcesOf(name), Rounds / 2, batchesVariables: true);

    private static (string Name, string Sdl)[] SourcesOf(string name) =>
    [
        .. Directory.GetFiles(Path.Combine(SharedFiles.RepositoryRoot, Folder, name), "*.graphql")
            .Order(StringComparer.Ordinal)
            .Select(static file => (Path.GetFileNameWithoutExtension(file), File.ReadAllText(file))),
    ];
}
