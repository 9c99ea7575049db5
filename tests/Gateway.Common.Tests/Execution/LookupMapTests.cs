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

    /// <summary>What the argument takes, its type, and what is sent for the film and for the book.</summary>
    [Theory]
    [InlineData("{ code: <Film>.code, isbn: <Book>.isbn }", "By!", """{"code":"f"}""", """{"isbn":"b"}""")]
    [InlineData("{ code: <Film>.code } | { isbn: <Book>.isbn }", "By!", """{"code":"f"}""", """{"isbn":"b"}""")]
    [InlineData(
        "{ of: { code: <Film>.code, isbn: <Book>.isbn } }", "Outer!",
        """{"of":{"code":"f"}}""", """{"of":{"isbn":"b"}}""")]
    [InlineData(
        "{ code: <Film>.code | <Book>.isbn }", "By!", """{"code":"f"}""", """{"code":"b"}""")]
    [InlineData(
        "{ kind: kind, code: <Film>.code, isbn: <Printed>.isbn }", "Pair!",
        """{"kind":1,"code":"f"}""", """{"kind":2,"isbn":"b"}""")]
    [InlineData(
        "{ name: <Film>.code, title: <Film>.code } | { isbn: <Book>.isbn, kind: kind }", "Mixed!",
        """{"name":"f","title":"f"}""", """{"isbn":"b","kind":2}""")]
    public async Task Within_an_object_each_type_gives_what_it_has(string map, string type, string film, string book)
    {
        var gateway = new StubGateway(
            ("m", """
                type Query { all: [Media] }
                interface Media { kind: Int! }
                type Film implements Media @key(fields: "code") @key(fields: "kind code") { code: ID! kind: Int! }
                type Book implements Media @key(fields: "isbn") @key(fields: "kind isbn") { isbn: ID! kind: Int! }
                """),
            ("r", $$"""
                type Query { rated(by: {{type}} @is(field: "{{map}}")): Media @lookup @internal }
                interface Media { kind: Int! }
                interface Printed { isbn: ID! }
                type Film implements Media { code: ID! kind: Int! @shareable stars: Int }
                type Book implements Media & Printed { isbn: ID! kind: Int! @shareable pages: Int }
                input By @oneOf { code: ID isbn: ID }
                input Outer { of: By! }
                input Pair { kind: Int! code: ID isbn: ID }
                input Mixed { name: ID title: ID isbn: ID kind: Int }
                """));
        gateway["m"].Answer = _ => """
            {"data":{"all":[{"__typename":"Film","code":"f","kind":1},{"__typename":"Book","isbn":"b","kind":2}]}}
            """;
        gateway["r"].Answer = _ => """{"data":{"_0_0":{"stars":3},"_1_0":{"pages":9}}}""";

        Assert.Equal(
            """{"data":{"all":[{"stars":3},{"pages":9}]}}""",
            await gateway.RunAsync("{ all { ... on Film { stars } ... on Book { pages } } }"));
        Assert.EndsWith(
            $"\"variables\":{{\"_0_0_0\":{film},\"_1_0_0\":{book}}}}}", Assert.Single(gateway["r"].Calls));
    }

    /// <summary>What a required argument takes, its type, and what is sent for a firm.</summary>
    [Theory]
    [InlineData("{ kilos: <Product>.weight }", "By", """{"kilos":7}""")]
    [InlineData("{ kilos: <Thing>.weight }", "By", """{"kilos":7}""")]
    [InlineData("{ kilos: weight, name: seller<Person>.name }", "By", """{"kilos":7,"name":null}""")]
    [InlineData(
        "{ kilos: weight, name: seller<Person>.name | seller<Firm>.title }", "By", """{"kilos":7,"name":"t"}""")]
    [InlineData("seller.{ name: <Person>.name, title: <Firm>.title }", "By", """{"title":"t"}""")]
    [InlineData("seller.{ name: <Person>.name, title: <Firm>.title }", "Named", "null")]
    [InlineData("seller.{ name: <Person>.name | <Robot>.name, title: <Firm>.title }", "One", """{"title":"t"}""")]
    public async Task An_argument_takes_within_an_object_what_its_type_has(string map, string type, string sent)
    {
        var gateway = new StubGateway(
            ("p", """
                type Query { product: Product }
                interface Thing { weight: Int }
                type Product implements Thing @key(fields: "id") { id: ID! weight: Int seller: Seller }
                union Seller = Person | Firm | Robot
                type Person { name: String! }
                type Firm { title: String! }
                type Robot { name: String! }
                """),
            ("s", $$"""
                type Query { find(id: ID!): Product @lookup @internal }
                type Product @key(fields: "id") { id: ID! price(by: {{type}} @require(field: "{{map}}")): Int }
                input By { kilos: Int name: String title: String }
                input Named { name: String! title: String }
                input One @oneOf { name: String title: String }
                """));
        gateway["p"].Answer = _ => """
            {"data":{"product":{"id":"1","weight":7,"seller":{"__typename":"Firm","title":"t"}}}}
            """;
        gateway["s"].Answer = _ => """{"data":{"_0_0":{"price":5}}}""";

        Assert.Equal("""{"data":{"product":{"price":5}}}""", await gateway.RunAsync("{ product { price } }"));
        Assert.EndsWith($"\"_0_0_1\":{sent}}}}}", Assert.Single(gateway["s"].Calls));
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
