using System.Text.Json;
using Gateway.Common.Hosting.Commands;
using Gateway.Testing;

namespace Gateway.Common.Tests.Hosting.Commands;

/// <summary>What commands print, on which stream, and their exit codes.</summary>
public sealed class CommandTests
{
    private const string Folder = "tests/Gateway.Common.Tests/Hosting/Commands/Files";

    /// <summary>Arguments in the folder of files, and the snapshot's name.</summary>
    [Theory]
    [InlineData("import", "schema import catalog.graphql")]
    [InlineData("import-overlay", "schema import catalog.graphql --overlay overlay.graphql --name shop")]
    [InlineData("import-overlay-wrong", "schema import catalog.graphql --overlay overlay-wrong.graphql")]
    [InlineData("import-absent", "schema import absent.graphql")]
    [InlineData("import-kind-unknown", "schema import catalog.txt")]
    [InlineData("import-no-file", "schema import")]
    [InlineData("import-syntax", "schema import broken.graphql")]
    [InlineData("compose", "schema compose catalog=catalog.graphql@http://catalog.test reviews=reviews.graphql")]
    [InlineData("compose-conflict", "schema compose catalog=catalog.graphql conflict=conflict.graphql")]
    [InlineData("compose-unreadable", "schema compose broken=broken.graphql faulty=faulty.graphql")]
    [InlineData("compose-no-name", "schema compose catalog.graphql")]
    [InlineData("compose-lookup", "schema compose reviews=reviews.graphql catalog=lookup.graphql")]
    [InlineData("compose-changes", "schema compose catalog=changes.graphql")]
    [InlineData("plan-no-file", "plan --supergraph absent.graphql")]
    [InlineData("plan-absent", "plan --supergraph absent.graphql --operation operation.graphql")]
    [InlineData("plan", "plan --supergraph supergraph.graphql --operation operation.graphql")]
    [InlineData("plan-wrong", "plan --supergraph supergraph.graphql --operation operation-wrong.graphql")]
    [InlineData("diff", "schema diff shop-old.graphql shop-new.graphql")]
    [InlineData("diff-operations", "schema diff shop-old.graphql shop-new.graphql --operations operations/")]
    [InlineData("diff-same", "schema diff shop-old.graphql shop-old.graphql --operations operations/")]
    [InlineData("diff-no-folder", "schema diff shop-old.graphql shop-new.graphql --operations absent/")]
    [InlineData("diff-one-file", "schema diff shop-old.graphql")]
    public void A_command_prints_and_exits_as_reviewed(string name, string command) =>
        Snapshot.Match(Check(command, asJson: false), $"{Folder}/{name}.snap");

    [Theory]
    [InlineData("schema import broken.graphql")]
    [InlineData("schema import catalog.graphql --overlay overlay-wrong.graphql")]
    [InlineData("schema compose catalog=catalog.graphql conflict=conflict.graphql")]
    [InlineData("plan --supergraph supergraph.graphql --operation operation-wrong.graphql")]
    public void Diagnostics_for_tools_are_one_JSON_array(string command)
    {
        var error = Check(command, asJson: true).Split("--- error\n")[1];

        using var json = JsonDocument.Parse(error);

        var first = json.RootElement[0];
        Assert.Equal("error", first.GetProperty("severity").GetString());
        Assert.Matches("^[A-Z][A-Z_]+$", first.GetProperty("code").GetString());
        Assert.NotEmpty(first.GetProperty("message").GetString()!);
    }

    [Fact]
    public void A_plan_for_tools_is_JSON()
    {
        var output = Check("plan --supergraph supergraph.graphql --operation operation.graphql", asJson: true);

        using var json = JsonDocument.Parse(output.Split('\n', 2)[1].Split("--- error")[0]);

        Assert.NotEqual(0, json.RootElement.GetProperty("fetches").GetArrayLength());
    }

    [Fact]
    public void A_diff_for_tools_is_JSON() => Snapshot.Match(
        Check("schema diff shop-old.graphql shop-new.graphql --operations operations/", asJson: true),
        $"{Folder}/diff-json.snap");

    /// <summary>Exit code, standard output and standard error.</summary>
    private static string Check(string command, bool asJson)
    {
        var words = command.Split(' ').Select(InFolder).ToArray();
        using var output = new StringWriter();
        using var error = new StringWriter();
        var to = new CommandOutput(output, error, asJson);
        int? exit = words switch
        {
            ["schema", "import", ..] => SchemaImportCommand.Run(CommandArguments.Parse(words.AsSpan(2)), to),
            ["schema", "compose", ..] => SchemaComposeCommand.Run(CommandArguments.Parse(words.AsSpan(2)), to),
            ["schema", "diff", ..] => SchemaDiffCommand.Run(CommandArguments.Parse(words.AsSpan(2)), to),
            ["plan", ..] => PlanCommand.Run(CommandArguments.Parse(words.AsSpan(1)), to),
            _ => null,
        };
        return $"exit {exit}\n{output}--- error\n{error}".Replace(Root, "", StringComparison.Ordinal);
    }

    private static string Root { get; } = Path.Combine(SharedFiles.RepositoryRoot, Folder) + "/";

    private static string InFolder(string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal) + 1;
        return word.Contains(".graphql", StringComparison.Ordinal) || word.EndsWith(".txt", StringComparison.Ordinal)
            || word.EndsWith('/')
            ? $"{word[..equals]}{Root}{word[equals..]}"
            : word;
    }
}
