using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Testing;

namespace Gateway.Common.Tests.Composition;

/// <summary>
/// One folder a case: <c>NAME.graphql</c> for each subgraph, and the supergraph that is written of them, which reads
/// back to the same model.
/// </summary>
public sealed class JoinCaseTests
{
    private const string Folder = "tests/Gateway.Common.Tests/Composition/JoinCases";

    public static TheoryData<string> Cases() =>
        [.. Directory.GetDirectories(Path.Combine(SharedFiles.RepositoryRoot, Folder))
            .Select(path => Path.GetFileName(path)!)
            .Order()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Supergraphs_are_written_for_others_and_read_back_to_the_same_model(string name)
    {
        var own = Compose(name);
        var written = JoinWriter.Write(own);
        Snapshot.Match(written, $"{Folder}/{name}/supergraph.snap");
        var read = JoinReader.Read(Parser.Parse(written));
        Assert.Empty(read.Errors);
        Assert.Equal(CompositionText.Describe(own), CompositionText.Describe(read.Supergraph!));
        Assert.Equal(written, JoinWriter.Write(read.Supergraph!));
        Assert.All(read.Supergraph!.Sources.SelectMany(source => source.Schema.Types), type =>
            Assert.Equal(type.Directives.Select(Printer.Print).Distinct(), type.Directives.Select(Printer.Print)));
    }

    private static Supergraph Compose(string name)
    {
        var errors = new List<CompositionError>();
        var folder = Path.Combine(SharedFiles.RepositoryRoot, Folder, name);
        var sources = Directory.GetFiles(folder, "*.graphql").Order(StringComparer.Ordinal)
            .Select(file => SourceSchemaReader.Read(
                Path.GetFileNameWithoutExtension(file), SourceKind.GraphQL, File.ReadAllText(file),
                $"http://{Path.GetFileNameWithoutExtension(file)}", errors))
            .OfType<SourceSchema>()
            .ToList();
        Assert.Empty(errors);
        var result = SchemaComposer.Compose(sources);
        Assert.DoesNotContain(result.Errors, error => error.IsError);
        return result.Supergraph!;
    }
}
