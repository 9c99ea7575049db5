namespace Gateway.Common.Tests.Execution;

/// <summary>Lookups that take more of an entity than a path of fields (Composite Schemas <c>@is</c>).</summary>
public sealed class LookupMapTests
{
    private const string Products = """
        type Query { product: Product }
        type Product @key(fields: "id") {
          id: ID! weight(unit: Unit): Int parts: [Part!] seller: Seller
        }
        enum Unit { KG LB }
        type Part { code: String! }
        union Seller = Person | Firm
        type Person { name: String! }
        type Firm { title: String! }
        """;

    /// <summary>What the argument takes, its type, and the value that is sent.</summary>
    [Theory]
    [InlineData("parts[code]", "[String!]!", """["a","b"]""")]
    [InlineData("parts[{ name: code }]", "[PartInput!]!", """[{"name":"a"},{"name":"b"}]""")]
    [InlineData("weight(unit: KG)", "Int!", "7")]
    [InlineData("{ kilos: weight(unit: KG), first: parts[code] }", "By!", """{"kilos":7,"first":["a","b"]}""")]
    [InlineData("seller<Person>.name | seller<Firm>.title", "String!", "\"t\"")]
    public async Task A_lookup_is_given_what_its_map_makes_of_the_entity(string map, string type, string sent)
    {
        var gateway = new StubGateway(
            ("p", Products),
            ("s", $$"""
                type Query { find(by: {{type}} @is(field: "{{map}}")): Product @lookup @internal }
                type Product { price: Int }
                input PartInput { name: String! }
                input By { kilos: Int! first: [String!] }
                """));
        gateway["p"].Answer = call => """
            {"data":{"product":{"weight":7,"parts":[{"code":"a"},{"code":"b"}],
            "seller":{"__typename":"Firm","title":"t"}}}}
            """;
        gateway["s"].Answer = _ => """{"data":{"_0_0":{"price":5}}}""";

        Assert.Equal("""{"data":{"product":{"price":5}}}""", await gateway.RunAsync("{ product { price } }"));
        Assert.EndsWith($"\"_0_0_0\":{sent}}}}}", Assert.Single(gateway["s"].Calls));
    }

    [Fact]
    public async Task Each_type_of_entity_is_looked_up_by_its_own_key()
    {
        var gateway = new StubGateway(
            ("m", """
                type Query { all: [Media] }
                union Media = Film | Book
                type Film @key(fields: "code") { code: ID! }
                type Book @key(fields: "isbn") { isbn: ID! }
                """),
            ("r", """
                type Query { rated(by: ID! @is(field: "<Film>.code | <Book>.isbn")): Media @lookup @internal }
                union Media = Film | Book
                type Film @key(fields: "code") { code: ID! stars: Int }
                type Book @key(fields: "isbn") { isbn: ID! pages: Int }
                """));
        gateway["m"].Answer = _ => """
            {"data":{"all":[{"__typename":"Film","code":"f"},{"__typename":"Book","isbn":"b"}]}}
            """;
        gateway["r"].Answer = _ => """{"data":{"_0_0":{"stars":3},"_1_0":{"pages":9}}}""";

        Assert.Equal(
            """{"data":{"all":[{"stars":3},{"pages":9}]}}""",
            await gateway.RunAsync("{ all { ... on Film { stars } ... on Book { pages } } }"));
        Assert.EndsWith("\"variables\":{\"_0_0_0\":\"f\",\"_1_0_0\":\"b\"}}", Assert.Single(gateway["r"].Calls));
    }

    /// <summary>The arguments of a lookup of many, what it is called with, and what it answers.</summary>
    [Theory]
    [InlineData(
        "keys: [Place!]! @is(field: \"{ row: row, shelf: shelf.id }\")",
        """{"keys":[{"row":1,"shelf":"x"},{"row":2,"shelf":"x"}]}""")]
    [InlineData(
        "rows: [Int!]! @is(field: \"row\") shelves: [ID!]! @is(field: \"shelf.id\")",
        """{"rows":[1,2],"shelves":["x","x"]}""")]
    [InlineData("keys: [ByRow!]! @is(field: \"{ row }\")", """{"keys":[{"row":1},{"row":2}]}""")]
    public async Task A_lookup_of_many_matches_what_it_was_asked_by(string arguments, string sent)
    {
        var gateway = new StubGateway(
            ("b", """
                type Query { boxes: [Box] }
                type Box @key(fields: "row shelf { id }") @key(fields: "row") { row: Int! shelf: Shelf! }
                type Shelf { id: ID! }
                """),
            ("s", $$"""
                directive @local on FIELD_DEFINITION
                type Query { stock({{arguments}}): [Box] @lookup @internal @local }
                type Box @key(fields: "row shelf { id }") @key(fields: "row") { row: Int! shelf: Shelf! count: Int }
                type Shelf { id: ID! }
                input Place { row: Int! shelf: ID! }
                input ByRow @oneOf { row: Int }
                """));
        gateway["b"].Answer = _ => """
            {"data":{"boxes":[{"row":1,"shelf":{"id":"x"}},{"row":2,"shelf":{"id":"x"}},{"row":1,"shelf":{"id":"x"}}]}}
            """;
        gateway["s"].Answer = _ =>
            """[{"row":2,"shelf":{"id":"x"},"count":20},{"row":1,"shelf":{"id":"x"},"count":10}]""";

        Assert.Equal(
            """{"data":{"boxes":[{"count":10},{"count":20},{"count":10}]}}""",
            await gateway.RunAsync("{ boxes { count } }"));
        Assert.EndsWith(sent, Assert.Single(gateway["s"].Calls));
    }
}
