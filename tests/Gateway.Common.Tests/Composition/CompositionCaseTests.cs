using System.Text;
using Gateway.Common.Composition;
using Gateway.Testing;

namespace Gateway.Common.Tests.Composition;

/// <summary>
/// One folder a case: <c>NAME.KIND.graphql</c> for each source, and a snapshot of the API and the model, or of every
/// error.
/// </summary>
public sealed class CompositionCaseTests
{
    private const string Folder = "tests/Gateway.Common.Tests/Composition/Cases";

    public static TheoryData<string> Cases() =>
        [.. Directory.GetDirectories(Path.Combine(SharedFiles.RepositoryRoot, Folder))
            .Select(path => Path.GetFileName(path)!)
            .Order()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Sources_compose_as_the_snapshot_says(string name) =>
        Snapshot.Match(Describe(Compose(name)), $"{Folder}/{name}/result.snap");

    private static CompositionResult Compose(string name)
    {
        var errors = new List<CompositionError>();
        var sources = new List<SourceSchema>();
        var folder = Path.Combine(SharedFiles.RepositoryRoot, Folder, name);
        foreach (var file in Directory.GetFiles(folder, "*.graphql").Order(StringComparer.Ordinal))
        {
            var parts = Path.GetFileName(file).Split('.');
            var kind = Enum.Parse<SourceKind>(parts[1]);
            if (SourceSchemaReader.Read(parts[0], kind, File.ReadAllText(file), null, errors) is { } source)
            {
                sources.Add(source);
            }
        }

        return errors.Count > 0 ? new CompositionResult(null, errors) : SchemaComposer.Compose(sources);
    }

    private static string Describe(CompositionResult result)
    {
        var text = new StringBuilder();
        foreach (var error in result.Errors)
        {
            text.AppendLine($"{error.Code} {error.Source ?? "-"}:{error.Line}:{error.Column} {error.Coordinate}");
            text.AppendLine($"  {error.Message}");
        }

        return result.Supergraph is { } supergraph ? text + CompositionText.Describe(supergraph) : text.ToString();
    }
}
