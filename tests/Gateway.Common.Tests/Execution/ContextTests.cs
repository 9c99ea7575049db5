using System.Text.Json;
using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Planning;
using Gateway.Testing;

namespace Gateway.Common.Tests.Execution;

/// <summary>
/// Arguments that take a value of an object further up (Federation <c>@context</c>, <c>@fromContext</c>).
/// </summary>
public sealed class ContextTests
{
    private const string Link =
        "extend schema @link(url: \"https://specs.apollo.dev/federation/v2.9\", "
        + "import: [\"@key\", \"@context\", \"@fromContext\", \"@external\"])\n";

    private const string Shops = Link + """
        type Query { shops: [Shop] }
        type Shop @key(fields: "id") @context(name: "shop") {
          id: ID!
          currency: String
          offers: [Offer]
          branch: Shop
        }
        type Offer @key(fields: "id") {
          id: ID!
          price(in: String @fromContext(field: "$shop { currency }")): Int
        }
        """;

    [Fact]
    public async Task Entities_are_asked_for_together_where_they_take_the_same_value()
    {
        var gateway = new StubGateway(("s", Shops));
        gateway["s"].Answer = call => call.Contains("_entities", StringComparison.Ordinal)
            ? """{"data":{"_0_0":[{"price":1},{"price":2}],"_0_1":[{"price":3}]}}"""
            : """
              {"data":{"shops":[
                {"currency":"EUR","offers":[{"id":"1"},{"id":"2"}]},{"currency":"USD","offers":[{"id":"1"}]},
                {"currency":"EUR","offers":[{"id":"1"}]}]}}
              """;

        var answer = await gateway.RunAsync("{ shops { offers { price } } }");

        Assert.Equal(
            """{"data":{"shops":[{"offers":[{"price":1},{"price":2}]},{"offers":[{"price":3}]},"""
            + """{"offers":[{"price":1}]}]}}""",
            answer);
        Assert.Equal(
            "{\"query\":\"query($_0_0_0:[_Any!]!,$_0_0_1:String,$_0_1_0:[_Any!]!,$_0_1_1:String,)"
            + "{_0_0:_entities(representations:$_0_0_0){...on Offer{price(in:$_0_0_1)}}"
            + "_0_1:_entities(representations:$_0_1_0){...on Offer{price(in:$_0_1_1)}}}\","
            + "\"variables\":{\"_0_0_0\":"
            + "[{\"__typename\":\"Offer\",\"id\":\"1\"},{\"__typename\":\"Offer\",\"id\":\"2\"}],"
            + "\"_0_0_1\":\"EUR\",\"_0_1_0\":[{\"__typename\":\"Offer\",\"id\":\"1\"}],\"_0_1_1\":\"USD\"}}",
            gateway["s"].Calls[1]);
    }

    /// <summary>What the shop says of its currency, and the value that the argument gets.</summary>
    [Theory]
    [InlineData("{ shops { offers { price } } }", """{"currency":null,"offers":[{"id":"1"}]}""", "null")]
    [InlineData("{ shops { branch { offers { price } } } }",
        """{"currency":"EUR","branch":{"currency":"USD","offers":[{"id":"1"}]}}""", "\"USD\"")]
    [InlineData("{ shops { branch { offers { price } } } }",
        """{"currency":"EUR","branch":{"currency":null,"offers":[{"id":"1"}]}}""", "null")]
    [InlineData("query ($x: Boolean! = false) { shops { currency @include(if: $x) offers { price } } }",
        """{"currency":"EUR","offers":[{"id":"1"}]}""", "\"EUR\"")]
    public async Task The_nearest_object_gives_the_value(string document, string shop, string value)
    {
        var gateway = new StubGateway(("s", Shops));
        gateway["s"].Answer = call => call.Contains("_entities", StringComparison.Ordinal)
            ? """{"data":{"_0_0":[{"price":1}]}}"""
            : $$$"""{"data":{"shops":[{{{shop}}}]}}""";

        Assert.Contains("\"offers\":[{\"price\":1}]", await gateway.RunAsync(document));
        Assert.EndsWith($"\"_0_0_1\":{value}}}}}", gateway["s"].Calls[1]);
    }

    /// <summary>What the source answers for the two prices, and what the client is told.</summary>
    [Theory]
    [InlineData(
        """{"data":{"_0_0":[null],"_0_1":[{"price":2}]},"errors":[{"path":["_0_0",0,"price"]}]}""",
        "null 2", "SOURCE_ERROR shops.0.offers.0.price")]
    [InlineData(
        """{"data":{"_0_0":[{"price":1}],"_0_1":[{"price":2},{"price":3}]}}""",
        "1 null", "SOURCE_INVALID_RESPONSE shops.1.offers.0.price")]
    [InlineData(
        """{"data":{"_0_0":null,"_0_1":[{"price":2}]},"errors":[{"path":["_0_0"]}]}""",
        "null 2", "SOURCE_ERROR shops.0.offers.0.price")]
    [InlineData(
        """{"data":null,"errors":[{"path":["_0_1"]}]}""",
        "null null", "SOURCE_ERROR shops.0.offers.0.price, SOURCE_ERROR shops.1.offers.0.price")]
    public async Task What_is_wrong_with_one_value_leaves_those_of_others_alone(
        string entities, string prices, string errors)
    {
        var gateway = new StubGateway(("s", Shops));
        gateway["s"].Answer = call => call.Contains("_entities", StringComparison.Ordinal)
            ? entities
            : """
              {"data":{"shops":[{"currency":"EUR","offers":[{"id":"1"}]},{"currency":"USD","offers":[{"id":"1"}]}]}}
              """;

        using var answer = JsonDocument.Parse(await gateway.RunAsync("{ shops { offers { price } } }"));

        var given = answer.RootElement.GetProperty("data").GetProperty("shops").EnumerateArray()
            .Select(shop => shop.GetProperty("offers")[0].GetProperty("price").GetRawText());
        Assert.Equal(prices, string.Join(' ', given));
        Assert.Equal(errors, StubGateway.ErrorsOf(answer.RootElement));
    }

    [Fact]
    public async Task A_value_that_cannot_be_had_is_the_reason_why_the_field_cannot()
    {
        var gateway = new StubGateway(("s", Shops));
        gateway["s"].Answer = _ => """
            {"data":{"shops":[{"currency":null,"offers":[{"id":"1"}]}]},
            "errors":[{"path":["shops",0,"currency"]}]}
            """;

        using var answer = JsonDocument.Parse(await gateway.RunAsync("{ shops { currency offers { price } } }"));

        Assert.Equal(
            "SOURCE_ERROR shops.0.currency, SOURCE_ERROR shops.0.offers.0.price",
            StubGateway.ErrorsOf(answer.RootElement));
        Assert.Single(gateway["s"].Calls);
    }

    [Fact]
    public async Task An_object_that_a_mutation_gives_sets_its_context()
    {
        var gateway = new StubGateway(("s", $"{Shops} type Mutation {{ open(id: ID): Shop move: Shop }}"));
        gateway["s"].Answer = call => call.Contains("_entities", StringComparison.Ordinal)
            ? """{"data":{"_0_0":[{"price":1}]}}"""
            : call.Contains("open", StringComparison.Ordinal)
                ? """{"data":{"open":{"currency":"EUR","offers":[{"id":"1"}]}}}"""
                : """{"data":{"move":{"currency":"USD","offers":[{"id":"1"}]}}}""";

        Assert.Equal(
            """{"data":{"open":{"offers":[{"price":1}]},"move":{"offers":[{"price":1}]}}}""",
            await gateway.RunAsync("mutation { open { offers { price } } move { offers { price } } }"));
        Assert.Contains("\"EUR\"", gateway["s"].Calls[1]);
        Assert.Contains("\"USD\"", gateway["s"].Calls[3]);
    }

    /// <summary>Offers that two shops have are one object of their source, and stand below both.</summary>
    [Fact]
    public async Task An_object_that_stands_below_two_others_takes_the_value_of_each()
    {
        var gateway = new StubGateway(
            ("s", Shops.Replace("offers: [Offer]", "best: Best", StringComparison.Ordinal)
                + " type Best @key(fields: \"id\") { id: ID! }"),
            ("b", Link + """
                type Best @key(fields: "id") { id: ID! offer: Offer }
                type Offer @key(fields: "id") { id: ID! }
                """));
        gateway["s"].Answer = call => call.Contains("_entities", StringComparison.Ordinal)
            ? """{"data":{"_0_0":[{"price":1}],"_0_1":[{"price":2}]}}"""
            : """{"data":{"shops":[{"currency":"EUR","best":{"id":"7"}},{"currency":"USD","best":{"id":"7"}}]}}""";
        gateway["b"].Answer = _ => """{"data":{"_entities":[{"offer":{"id":"1"}}]}}""";

        Assert.Equal(
            """{"data":{"shops":[{"best":{"offer":{"price":1}}},{"best":{"offer":{"price":2}}}]}}""",
            await gateway.RunAsync("{ shops { best { offer { price } } } }"));
        Assert.Single(gateway["b"].Calls);
    }

    [Fact]
    public async Task A_lookup_is_given_the_value_beside_the_key()
    {
        var gateway = new StubGateway(
            ("o", """
                type Query { offer(id: ID!): Offer @lookup @internal shops: [Shop] }
                type Shop @context(name: "shop") { currency: String! offers: [Offer] }
                type Offer @key(fields: "id") {
                  id: ID!
                  price(in: String! @fromContext(field: "$shop { currency }")): Int
                }
                """));
        gateway["o"].Answer = call => call.Contains("offer(", StringComparison.Ordinal)
            ? """{"data":{"_0_0":{"price":1},"_0_1":{"price":2}}}"""
            : """
              {"data":{"shops":[{"currency":"EUR","offers":[{"id":"1"}]},{"currency":"USD","offers":[{"id":"1"}]}]}}
              """;

        Assert.Equal(
            """{"data":{"shops":[{"offers":[{"price":1}]},{"offers":[{"price":2}]}]}}""",
            await gateway.RunAsync("{ shops { offers { price } } }"));
        Assert.EndsWith(
            "\"variables\":{\"_0_0_0\":\"1\",\"_0_0_1\":\"EUR\",\"_0_1_0\":\"1\",\"_0_1_1\":\"USD\"}}",
            gateway["o"].Calls[1]);
    }

    [Fact]
    public void A_supergraph_that_was_written_and_read_plans_the_same()
    {
        var errors = new List<CompositionError>();
        var folder = Path.Combine(
            SharedFiles.RepositoryRoot, "tests/Gateway.Common.Tests/Execution/Differential/contexts");
        var sources = Directory.GetFiles(folder, "*.graphql").Order(StringComparer.Ordinal)
            .Select(file => SourceSchemaReader.Read(
                Path.GetFileNameWithoutExtension(file), SourceKind.GraphQL, File.ReadAllText(file), "http://x",
                errors)!)
            .ToList();
        var composed = SchemaComposer.Compose(sources).Supergraph!;
        var read = JoinReader.Read(Parser.Parse(JoinWriter.Write(composed))).Supergraph!;
        const string Operation =
            "{ places { offer { price zone } } shops { branches { goods { tax duty post label next { tax } } } } }";

        var plan = Plan(composed, Operation);

        Assert.Contains("context Good.post(home:)", PlanPrinter.Print(plan));
        Assert.Contains("\"contexts\": [", PlanJson.Print(plan));
        Assert.Equal(PlanPrinter.Print(plan), PlanPrinter.Print(Plan(read, Operation)));
    }

    private static QueryPlan Plan(Supergraph supergraph, string text)
    {
        var document = Parser.Parse(text);
        return new Planner(supergraph).Plan(document, (OperationDefinitionNode)document.Definitions[0]);
    }
}
