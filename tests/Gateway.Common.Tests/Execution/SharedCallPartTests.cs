namespace Gateway.Common.Tests.Execution;

/// <summary>Several sets of entities that one call of a source is asked for.</summary>
public sealed class SharedCallPartTests
{
    private const string Link =
        "extend schema @link(url: \"https://specs.apollo.dev/federation/v2.9\", "
        + "import: [\"@key\", \"@external\", \"@requires\"])\n";

    private const string Shops = Link + """
        type Query { shops: [Shop] }
        type Mutation { open: [Shop] close: [Shop] }
        type Shop @key(fields: "id") { id: ID! price: Int seller: Seller }
        type Seller @key(fields: "id") { id: ID! }
        """;

    private const string Reviews = Link + """
        type Shop @key(fields: "id") {
          id: ID!
          price: Int @external
          score: Int @requires(fields: "price")
          stars: Int
          rank: Int @requires(fields: "tax")
          tax: Int @external
        }
        type Seller @key(fields: "id") { id: ID! name: String }
        """;

    private const string Taxes = Link + """
        type Shop @key(fields: "id") { id: ID! tax: Int }
        """;

    /// <summary>What is selected, and how often reviews are called for how many sets of entities.</summary>
    [Theory]
    [InlineData("{ shops { score stars } }", 1, 2)]
    [InlineData("{ shops { stars seller { name } } }", 1, 2)]
    [InlineData("{ shops { stars } again: shops { stars tax } }", 1, 1)]
    [InlineData("{ shops { stars } again: shops { score } }", 1, 2)]
    [InlineData("{ shops { stars rank } }", 1, 2)]
    [InlineData("mutation { open { stars rank } }", 1, 2)]
    [InlineData("mutation { open { stars rank } close { stars } }", 2, 3)]
    public async Task Sets_that_can_wait_for_one_another_are_one_call(string document, int calls, int sets)
    {
        var gateway = new StubGateway(("s", Shops), ("r", Reviews), ("t", Taxes));
        gateway["s"].Answer = static call =>
        {
            var names = new[] { "shops_1", "shops", "open", "close" }
                .Where(name => call.Contains(name, StringComparison.Ordinal))
                .Select(static name => $"\"{name}\":[{{\"id\":\"1\",\"price\":2,\"seller\":{{\"id\":\"3\"}}}}]");
            return $"{{\"data\":{{{string.Join(',', names)}}}}}";
        };
        gateway["t"].Answer = static _ => """{"data":{"_entities":[{"tax":1}]}}""";

        await gateway.RunAsync(document);

        Assert.Equal(calls, gateway["r"].Calls.Count);
        Assert.Equal(sets, gateway["r"].Calls.Sum(
            static call => call.Split("_entities(", StringSplitOptions.None).Length - 1));
    }

    /// <summary>The value of <c>$x</c>, and the entities that each set asks for.</summary>
    [Theory]
    [InlineData("true", """[{"__typename":"Shop","id":"1"}]""", """[{"__typename":"Shop","id":"1","price":2}]""")]
    [InlineData("false", """[{"__typename":"Shop","id":"1"}]""", "[]")]
    public async Task A_set_that_is_left_out_asks_for_nothing_in_a_call_that_is_made_for_another(
        string include, string plain, string requiring)
    {
        var gateway = new StubGateway(("s", Shops), ("r", Reviews), ("t", Taxes));
        gateway["s"].Answer = static _ => """{"data":{"shops":[{"id":"1","price":2}]}}""";
        gateway["r"].Answer = call => call.Contains("[]", StringComparison.Ordinal)
            ? """{"data":{"_entities_0":[{"stars":5}],"_entities_1":[]}}"""
            : """{"data":{"_entities_0":[{"stars":5}],"_entities_1":[{"score":4}]}}""";

        Assert.Equal(
            include == "true"
                ? """{"data":{"shops":[{"stars":5,"score":4}]}}"""
                : """{"data":{"shops":[{"stars":5}]}}""",
            await gateway.RunAsync(
                "query ($x: Boolean!) { shops { stars score @include(if: $x) } }", $$"""{"x":{{include}}}"""));
        var call = Assert.Single(gateway["r"].Calls);
        Assert.Contains($"\"representations_0\":{plain}", call);
        Assert.Contains($"\"representations_1\":{requiring}", call);
    }
}
