using System.Text;
using Gateway.Common.Composition;
using Gateway.Common.Schema;
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

        if (result.Supergraph is { } supergraph)
        {
            text.AppendLine(SchemaPrinter.Print(supergraph.ApiSchema)).AppendLine();
            text.Append(KeptDirectives.Describe(supergraph.Schema));
            foreach (var type in supergraph.Schema.Types)
            {
                Describe(supergraph, type, text);
            }
        }

        return text.ToString();
    }

    private static void Describe(Supergraph supergraph, NamedType type, StringBuilder text)
    {
        foreach (var source in supergraph.Find(type)?.Sources ?? [])
        {
            var lookups = source.Lookups.Select(
                lookup => $" {lookup.Form}{lookup.Field?.Name.Insert(0, ":")}({lookup.Key.Text})");
            text.AppendLine($"# {type.Name} in {supergraph.Sources[source.Source].Name}{string.Concat(lookups)}");
            foreach (var field in supergraph.Find(type)!.Fields.Values)
            {
                if (field.Sources.FirstOrDefault(candidate => candidate.Source == source.Source) is { } own)
                {
                    text.AppendLine($"#   {field.Definition.Name}{Marks(own)}");
                }
            }
        }
    }

    private static string Marks(FieldSource field)
    {
        var marks = new StringBuilder();
        marks.Append(field.IsExternal ? " external" : "").Append(field.IsKeyField ? " key" : "");
        marks.Append(field.IsBound ? " bound" : "");
        marks.Append(field.Requires is { } requires ? $" requires({requires.Text})" : "");
        marks.Append(field.Provides is { } provides ? $" provides({provides.Text})" : "");
        marks.Append(field.OverrideLabel is { } label ? $" label({label},{field.IsOverrideTarget})" : "");
        marks.AppendJoin("", field.RequiredArguments.Select(
            argument => $" require({argument.Definition.Name}: {argument.Selection.Text})"));
        marks.AppendJoin("", field.ClaimArguments.Select(
            argument => $" claim({argument.Definition.Name}: {argument.Claim})"));
        marks.AppendJoin("", (field.Link?.Members ?? []).Select(member => $" from({member.Target}: {member.From})"));
        return marks.ToString();
    }
}
