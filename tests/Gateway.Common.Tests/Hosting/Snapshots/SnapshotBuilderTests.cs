using System.Globalization;
using Gateway.Common.Composition;
using Gateway.Common.Hosting.Snapshots;
using Gateway.Common.Language;
using Gateway.Common.Tests.Execution;

namespace Gateway.Common.Tests.Hosting.Snapshots;

/// <summary>What a snapshot is made of, and what keeps it from being made or is warned of.</summary>
public sealed class SnapshotBuilderTests : IDisposable
{
    private const string Link = "extend schema @link(url: \"https://specs.apollo.dev/federation/v2.9\", "
        + "import: [\"@key\", \"@override\", \"@policy\"])\n";

    private const string Old = Link + """
        type Query { thing: Thing }
        type Thing @key(fields: "id") @policy(policies: [["staff", "night"], ["owner"]]) {
          id: ID!
          few: Int
          named: Int @policy(policies: [["night"]])
        }
        """;

    private const string New = Link + """
        type Thing @key(fields: "id") {
          id: ID!
          few: Int @override(from: "old", label: "percent(5)")
          named: Int @override(from: "old", label: "next")
        }
        """;

    private readonly string _file = Path.GetTempFileName();

    /// <summary>Group of callers, the label that is on, and what the new source is asked for.</summary>
    [Theory]
    [InlineData(0, "", "few")]
    [InlineData(1, "", "")]
    [InlineData(0, "next", "few named")]
    [InlineData(1, "next", "named")]
    public async Task Labels_and_shares_of_settings_decide_who_answers(int group, string label, string taken)
    {
        var built = Build((Old, New), new SnapshotSettings { OverrideLabels = new HashSet<string> { label } });
        var snapshot = built.Snapshot!;

        var (operation, _) = snapshot.Operations.Get(
            "{ thing { few named } }"u8.ToArray(), null, isTrusted: true, group);

        Assert.Equal(2, snapshot.Shares.Groups);
        var asked = operation!.Plan.Plan.Fetches.Where(fetch => fetch.Source == "new")
            .SelectMany(fetch => fetch.Parts).SelectMany(part => part.Selection.Fields)
            .Select(field => field.Field.Name);
        Assert.Equal(taken, string.Join(' ', asked));
        foreach (var source in snapshot.Sources.Values)
        {
            await source.DisposeAsync();
        }
    }

    /// <summary>How many different shares the sources ask for, and what is wrong.</summary>
    [Theory]
    [InlineData(16, "")]
    [InlineData(17, "OVERRIDE_SHARES_TOO_MANY")]
    public void Only_so_many_shares_are_served(int shares, string code)
    {
        var all = Enumerable.Range(1, shares).Select(share => share.ToString(CultureInfo.InvariantCulture)).ToArray();
        var old = $"{Link}type Query {{ thing: Thing }}\ntype Thing @key(fields: \"id\") {{ id: ID! "
            + string.Concat(all.Select(share => $"f{share}: Int ")) + "}";
        var taking = $"{Link}type Thing @key(fields: \"id\") {{ id: ID! " + string.Concat(all.Select(
            share => $"f{share}: Int @override(from: \"old\", label: \"percent({share})\") ")) + "}";

        var built = Build((old, taking), new SnapshotSettings());

        Assert.Equal(code, string.Join(' ', built.Diagnostics.Select(diagnostic => diagnostic.Code)));
        Assert.Equal(code.Length == 0, built.Snapshot is not null);
    }

    /// <summary>Policies that settings define, null for a host that asks for none, and what is warned of.</summary>
    [Theory]
    [InlineData("staff night owner", "")]
    [InlineData("staff owner", "POLICY_UNKNOWN Thing: No policy is named night")]
    [InlineData(
        "night", "POLICY_UNKNOWN Thing: No policy is named staff, POLICY_UNKNOWN Thing: No policy is named owner")]
    [InlineData(null, "")]
    public void A_policy_that_settings_do_not_define_is_warned_of(string? defined, string warnings)
    {
        var built = Build((Old, New), new SnapshotSettings { Policies = defined?.Split(' ').ToHashSet() });

        Assert.NotNull(built.Snapshot);
        Assert.All(built.Diagnostics, diagnostic => Assert.False(diagnostic.IsError));
        Assert.Equal(warnings, string.Join(", ", built.Diagnostics.Select(
            diagnostic => $"{diagnostic.Code} {diagnostic.Path}: {diagnostic.Message.Split(':')[0]}")));
    }

    /// <summary>A source's SDL, and what is wrong with it, with line and column.</summary>
    [Theory]
    [InlineData("type Query {\n  thing: None\n}", "INVALID_GRAPHQL 2:10")]
    [InlineData("type Query {\n  x: Int\n}\nscalar Int @inaccessible", "DISALLOWED_INACCESSIBLE 4:12")]
    public void What_is_wrong_with_a_source_schema_names_its_line(string sdl, string expected)
    {
        var diagnostics = new List<SnapshotDiagnostic>();

        var built = SourceSchemaBuilder.Build("a", SourceKind.GraphQL, Parser.Parse(sdl), null, diagnostics);

        Assert.Null(built);
        Assert.Equal(expected, string.Join(' ', diagnostics.Select(
            diagnostic => $"{diagnostic.Code} {diagnostic.Line}:{diagnostic.Column}")));
    }

    public void Dispose() => File.Delete(_file);

    private SnapshotBuildResult Build((string Old, string New) sources, SnapshotSettings settings)
    {
        File.WriteAllText(_file, JoinWriter.Write(StubGateway.Compose(("old", sources.Old), ("new", sources.New))));
        return new SnapshotBuilder(TimeProvider.System).Build(settings with { SupergraphFile = _file });
    }
}
