using Gateway.Common.Composition;
using Gateway.Common.Schema;
using Gateway.Testing;

namespace Gateway.Common.Tests.Composition.Specification;

/// <summary>
/// The examples and counter-examples of the Composite Schemas specification's composition section, written after it in
/// types of our own; and of the rules that Federation has beside them.
/// </summary>
/// <remarks>
/// One file a rule, named as its code. Cases are separated by lines <c>=== name</c>; in each, sources by lines
/// <c>--- name</c> (with <c>Federation</c> behind it, or another kind of source, where it is no Composite Schema), and
/// what is expected stands behind <c>--- expect</c>: <c>ok</c>, the API schema, or the errors as
/// <c>CODE source coordinate</c>.
/// </remarks>
public sealed class SpecificationCaseTests
{
    private const string Folder = "tests/Gateway.Common.Tests/Composition/Specification/Cases";

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var file in Directory.GetFiles(Path.Combine(SharedFiles.RepositoryRoot, Folder), "*.txt").Order())
        {
            foreach (var found in SpecificationCase.ReadAll(File.ReadAllText(file)))
            {
                cases.Add(Path.GetFileNameWithoutExtension(file), found.Name);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Sources_compose_or_fail_as_the_specification_says(string rule, string name)
    {
        var path = Path.Combine(SharedFiles.RepositoryRoot, Folder, rule + ".txt");
        var found = SpecificationCase.ReadAll(File.ReadAllText(path)).Single(candidate => candidate.Name == name);
        Assert.Equal(found.Expected, Describe(found));
    }

    private static string Describe(SpecificationCase found)
    {
        var errors = new List<CompositionError>();
        var sources = found.Sources
            .Select(source => SourceSchemaReader.Read(source.Name, source.Kind, source.Sdl, null, errors))
            .OfType<SourceSchema>()
            .ToList();
        var result = errors.Count > 0 ? new CompositionResult(null, errors) : SchemaComposer.Compose(sources);
        if (result.Supergraph is { } supergraph && found.Expected != "ok" && result.Errors.Count == 0)
        {
            return SchemaPrinter.Print(supergraph.ApiSchema).Trim();
        }

        Assert.All(result.Errors, error => Assert.True(error.Source is null || error.Line > 0, error.Message));
        return result.Errors.Count == 0 ? "ok" : string.Join('\n', result.Errors.Select(Line).Distinct());
    }

    private static string Line(CompositionError error) =>
        $"{error.Code} {error.Source ?? "-"} {error.Coordinate}".TrimEnd();
}
