using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Pipeline;
using Gateway.Common.Tests.Execution;
using Gateway.Common.Validation;

namespace Gateway.Common.Tests.Pipeline;

/// <summary>Progressive overrides: which source answers whom.</summary>
public sealed class OverrideShareTests
{
    private const string Link = "extend schema @link(url: \"https://specs.apollo.dev/federation/v2.7\", "
        + "import: [\"@key\", \"@override\"])\n";

    private const string Old = Link + """
        type Query { thing: Thing }
        type Thing @key(fields: "id") { id: ID! few: Int many: Int none: Int all: Int named: Int }
        """;

    private const string New = Link + """
        type Thing @key(fields: "id") {
          id: ID!
          few: Int @override(from: "old", label: "percent(5)")
          many: Int @override(from: "old", label: "percent(62.5)")
          none: Int @override(from: "old", label: "percent(0)")
          all: Int @override(from: "old", label: "percent(100)")
          named: Int @override(from: "old", label: "next")
        }
        """;

    /// <summary>Group, labels that are on, and what the new source is asked for.</summary>
    [Theory]
    [InlineData(0, "", "few many all")]
    [InlineData(1, "", "many all")]
    [InlineData(2, "", "all")]
    [InlineData(2, "other", "all")]
    [InlineData(2, "next", "all named")]
    [InlineData(0, "next", "few many all named")]
    public async Task A_field_is_taken_over_for_a_share_of_callers_or_while_its_label_is_on(
        int group, string labels, string taken)
    {
        var gateway = Gateway(labels);
        var caller = Enumerable.Range(0, 1_000).Select(number => $"caller{number}")
            .First(subject => gateway.Snapshot.Shares.GroupOf(Request(subject)) == group);

        using var reply = await gateway.SendAsync(Request(caller));

        Assert.Equal(ReplyKind.Executed, reply.Kind);
        Assert.Contains($"...on Thing{{{taken}}}", Assert.Single(gateway["new"].Calls));
    }

    [Fact]
    public void What_is_stored_for_one_share_is_not_given_to_another()
    {
        var operations = Gateway("").Snapshot.Operations;

        var hashes = Enumerable.Range(0, 3)
            .Select(group => operations.Get("{ thing { few } }"u8.ToArray(), null, isTrusted: false, group))
            .Select(prepared => Convert.ToHexString(prepared.Operation!.Hash));

        Assert.Equal(3, hashes.Distinct().Count());
    }

    [Fact]
    public void A_share_holds_as_many_callers_as_it_says()
    {
        var shares = new OverrideShares([5, 62.5m]);

        var groups = Enumerable.Range(0, 10_000).GroupBy(number => shares.GroupOf(Request($"caller{number}")))
            .ToDictionary(group => group.Key, group => group.Count());

        Assert.InRange(groups[0], 400, 600);
        Assert.InRange(groups[0] + groups[1], 6_000, 6_500);
    }

    [Fact]
    public void Whoever_is_in_a_share_stays_in_it_when_it_grows()
    {
        var (small, large) = (new OverrideShares([10]), new OverrideShares([30]));

        Assert.All(Enumerable.Range(0, 1_000).Select(number => Request($"caller{number}")), request =>
            Assert.True(large.GroupOf(request) <= small.GroupOf(request)));
    }

    private static GatewayRequest Request(string subject) => StubGateway.Request(
        "{ thing { few many none all named } }", caller: StubGateway.Caller(subject, []));

    private static StubGateway Gateway(string labels)
    {
        var gateway = new StubGateway(("old", Old), ("new", New));
        var shares = new OverrideShares(OverrideLabels.SharesOf(gateway.Supergraph));
        var named = labels.Split(' ').ToHashSet();
        var preparers = Enumerable.Range(0, shares.Groups).Select(group => new OperationPreparer(
            shares.Decide(gateway.Supergraph, named, group),
            gateway.Sources,
            ParserOptions.Default,
            ValidationOptions.Default,
            DocumentLimits.None)
        { Group = group });
        gateway.Snapshot = new GatewaySnapshot(
            gateway.Supergraph,
            gateway.Sources,
            TrustedDocuments.None,
            new OperationCache([.. preparers], new OperationCacheOptions()))
        { Shares = shares };
        gateway["old"].Answer = _ => """{"data":{"thing":{"id":"1","few":1,"many":1,"none":1,"named":1}}}""";
        gateway["new"].Answer = _ => """{"data":{"_entities":[{"few":2,"many":2,"all":2,"named":2}]}}""";
        return gateway;
    }
}
