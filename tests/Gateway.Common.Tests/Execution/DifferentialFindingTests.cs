using System.Text.Json;

namespace Gateway.Common.Tests.Execution;

/// <summary>What <see cref="DifferentialTests"/> found, each as small as it gets.</summary>
public sealed class DifferentialFindingTests
{
    private const string Link =
        "extend schema @link(url: \"https://specs.apollo.dev/federation/v2.9\", "
        + "import: [\"@key\", \"@shareable\", \"@interfaceObject\"])\n";

    private const string Products = Link + """
        type Query { products: [Product] }
        type Product @key(fields: "id") { id: ID! }
        """;

    private const string Details = Link + """
        type Product @key(fields: "id") { id: ID! name: String size: Size maker: Maker! }
        type Size { width: Int! }
        type Maker { name: String! }
        """;

    [Fact]
    public async Task Two_conditions_of_a_kind_stand_around_one_another()
    {
        var gateway = new StubGateway(("a", "type Query { box: Box } type Box { size: Int id: ID }"));
        gateway["a"].Answer = _ => """{"data":{"box":{}}}""";

        await gateway.RunAsync(
            "query ($a: Boolean!, $b: Boolean!) { box { ... @skip(if: $a) { size @skip(if: $b) } } }",
            """{"a":true,"b":false}""");

        Assert.Contains("{...@skip(if:$a){size@skip(if:$b)}}", Assert.Single(gateway["a"].Calls));
    }

    [Fact]
    public async Task A_mutation_is_made_once_for_each_name()
    {
        var gateway = new StubGateway(("a", "type Query { x: Int } type Mutation { count: Int }"));
        gateway["a"].Answer = _ => """{"data":{"count":1,"count_1":2}}""";

        Assert.Equal("""{"data":{"count":1,"again":2}}""", await gateway.RunAsync("mutation { count again: count }"));
        Assert.Contains("mutation{count count_1:count}", Assert.Single(gateway["a"].Calls));
    }

    [Theory]
    [InlineData("height_1", "tree.height")]
    [InlineData("height", "tree.oak")]
    public async Task An_error_of_an_object_of_unknown_type_has_a_name_that_its_types_are_asked_under(
        string failed, string path)
    {
        var gateway = new StubGateway(("a", """
            type Query { tree: Tree }
            interface Tree { height: Int! }
            type Oak implements Tree { height: Int! }
            type Fir implements Tree { height: Int! }
            """));
        gateway["a"].Answer = _ => $$$"""
            {"data":{"tree":null},"errors":[{"message":"x","path":["tree","{{{failed}}}"]}]}
            """;

        using var answer = JsonDocument.Parse(await gateway.RunAsync("{ tree { ... on Oak { oak: height } height } }"));

        Assert.Contains("height_1:height ...on Oak{height}", Assert.Single(gateway["a"].Calls));
        Assert.Equal($"SOURCE_ERROR {path}", StubGateway.ErrorsOf(answer.RootElement));
    }

    [Fact]
    public async Task What_one_name_of_an_object_loses_another_keeps()
    {
        var gateway = new StubGateway(("a", "type Query { box: Box } type Box { size: Int weight: Int! }"));
        gateway["a"].Answer = _ => """
            {"data":{"box":{"size":1},"box_1":null},"errors":[{"message":"x","path":["box_1","weight"]}]}
            """;

        using var answer = JsonDocument.Parse(await gateway.RunAsync("{ box { size } other: box { weight } }"));

        Assert.Equal("""{"box":{"size":1},"other":null}""", answer.RootElement.GetProperty("data").GetRawText());
        Assert.Equal("SOURCE_ERROR other.weight", StubGateway.ErrorsOf(answer.RootElement));
    }

    [Fact]
    public async Task What_one_occurrence_of_a_field_skips_is_not_asked_for_by_another()
    {
        var gateway = new StubGateway(("a", "type Query { box: Box } type Box { size: Int weight: Int! }"));
        gateway["a"].Answer = _ => """{"data":{"box":{"size":1}}}""";

        var answer = await gateway.RunAsync(
            "query ($x: Boolean!) { box { size } box @include(if: $x) { weight } }", """{"x":false}""");

        Assert.Equal("""{"data":{"box":{"size":1}}}""", answer);
        Assert.Contains("{box{size weight@include(if:$x)}}", Assert.Single(gateway["a"].Calls));
    }

    /// <summary>A source's errors for the entities 1, 2 and 1 again, and where the client is told of them.</summary>
    [Theory]
    [InlineData(
        """{"data":{"_entities":[null,{"name":"b","maker":{"name":"m"}}]}"""
        + ""","errors":[{"path":["_entities",0,"maker","name"]}]}""",
        "SOURCE_ERROR products.0.maker.name, SOURCE_ERROR products.2.maker.name")]
    [InlineData(
        """{"data":{"_entities":[null,null]},"errors":[{"path":["_entities",1]},{"path":["_entities",0,"maker"]}]}""",
        "SOURCE_ERROR products.0.maker, SOURCE_ERROR products.1.name, SOURCE_ERROR products.1.maker, "
        + "SOURCE_ERROR products.2.maker")]
    [InlineData(
        """{"data":{"_entities":[{"name":null,"maker":{"name":"m"}},null]}"""
        + ""","errors":[{"path":["_entities",0,"name"]}]}""",
        "SOURCE_ERROR products.0.name, NULL_FOR_NON_NULL products.1.maker, SOURCE_ERROR products.2.name")]
    [InlineData(
        """{"data":null,"errors":[{"path":["_entities"]}]}""",
        "SOURCE_ERROR products.0.name, SOURCE_ERROR products.0.maker, SOURCE_ERROR products.1.name, "
        + "SOURCE_ERROR products.1.maker, SOURCE_ERROR products.2.name, SOURCE_ERROR products.2.maker")]
    public async Task An_error_stands_where_it_happened_however_much_it_took(string details, string errors)
    {
        var gateway = new StubGateway(("p", Products), ("d", Details));
        gateway["p"].Answer = _ => """{"data":{"products":[{"id":"1"},{"id":"2"},{"id":"1"}]}}""";
        gateway["d"].Answer = _ => details;

        using var answer = JsonDocument.Parse(await gateway.RunAsync("{ products { name maker { name } } }"));

        Assert.Equal(errors, StubGateway.ErrorsOf(answer.RootElement));
    }

    [Fact]
    public async Task An_error_that_took_all_of_an_answer_stands_where_it_happened()
    {
        var gateway = new StubGateway(("a", "type Query { first: Int box: Box! } type Box { sides: [Int!]! }"));
        gateway["a"].Answer = _ => """{"data":null,"errors":[{"path":["box","sides",2]}]}""";

        using var answer = JsonDocument.Parse(await gateway.RunAsync("{ one: first its: box { all: sides } }"));

        Assert.Equal("null", answer.RootElement.GetProperty("data").GetRawText());
        Assert.Equal("SOURCE_ERROR its.all.2", StubGateway.ErrorsOf(answer.RootElement));
    }

    [Fact]
    public async Task A_lookup_that_nobody_is_looked_up_by_leaves_nothing_in_the_operation()
    {
        var gateway = new StubGateway(
            ("p", """
                type Query { one: Product two: Product }
                type Product @key(fields: "id") { id: ID! }
                """),
            ("c", """
                type Query { product(id: ID!): Product @lookup @internal }
                type Product @key(fields: "id") { id: ID! name(lang: String): String price: Int }
                """));
        gateway["p"].Answer = _ => """{"data":{"one":null,"two":{"id":"2"}}}""";
        gateway["c"].Answer = _ => """{"data":{"_1_0":{"price":3}}}""";

        var answer = await gateway.RunAsync(
            "query ($l: String) { one { name(lang: $l) } two { price } }", """{"l":"en"}""");

        Assert.Equal("""{"data":{"one":null,"two":{"price":3}}}""", answer);
        Assert.Equal(
            "{\"query\":\"query($_1_0_0:ID!,){_1_0:product(id:$_1_0_0){...F1}} fragment F1 on Product{price}\","
            + "\"variables\":{\"_1_0_0\":\"2\"}}",
            Assert.Single(gateway["c"].Calls));
    }

    /// <summary>The type of the argument that requires a weight, which is null, and what is asked.</summary>
    [Theory]
    [InlineData("Int", """{"data":{"product":{"cost":1}}}""", 1)]
    [InlineData("Int!", """{"data":{"product":{"cost":null}}}""", 0)]
    public async Task A_required_null_is_given_to_an_argument_that_takes_it(string type, string expected, int calls)
    {
        var gateway = new StubGateway(
            ("p", """
                type Query { product: Product }
                type Product @key(fields: "id") { id: ID! weight: Int }
                """),
            ("s", $$"""
                type Query { product(id: ID!): Product @lookup @internal }
                type Product @key(fields: "id") { id: ID! cost(weight: {{type}} @require(field: "weight")): Int }
                """));
        gateway["p"].Answer = _ => """{"data":{"product":{"weight":null,"id":"1"}}}""";
        gateway["s"].Answer = _ => """{"data":{"_0_0":{"cost":1}}}""";

        Assert.Equal(expected, await gateway.RunAsync("{ product { cost } }"));
        Assert.Equal(calls, gateway["s"].Calls.Count);
    }

    /// <summary>What is selected of an object whose type nobody knows, and does not depend on it.</summary>
    [Theory]
    [InlineData("... on Guest @include(if: false) { __typename }", """{"data":{"latest":{}}}""")]
    [InlineData("visits ... on Found { ... on Film { title } }", """{"data":{"latest":{"visits":1}}}""")]
    public async Task Fragments_that_select_nothing_need_no_type(string selection, string expected)
    {
        var gateway = new StubGateway(
            ("a", Link + """
                type Query { accounts: [Account] found: Found }
                interface Account @key(fields: "id") { id: ID! }
                type Guest implements Account @key(fields: "id") { id: ID! }
                union Found = Guest | Film
                type Film { title: String }
                """),
            ("b", Link + """
                type Query { latest: Account }
                type Account @key(fields: "id") @interfaceObject { id: ID! visits: Int }
                """));
        gateway["b"].Answer = _ => """{"data":{"latest":{"visits":1,"id":"1"}}}""";

        Assert.Equal(expected, await gateway.RunAsync($"{{ latest {{ {selection} }} }}"));
        Assert.Empty(gateway["a"].Calls);
    }

    [Fact]
    public async Task Entities_with_one_key_keep_what_each_of_their_places_asks_for()
    {
        var gateway = new StubGateway(
            ("p", Link + """
                type Query { one: Product two: Product }
                type Product @key(fields: "id") { id: ID! size: Size @shareable }
                type Size @shareable { width: Int height: Int }
                """),
            ("d", Link + """
                type Product @key(fields: "id") { id: ID! size: Size @shareable }
                type Size @shareable { depth: Int }
                """));
        gateway["p"].Answer = _ =>
            """{"data":{"one":{"size":{"width":1},"id":"1"},"two":{"size":{"height":2},"id":"1"}}}""";
        gateway["d"].Answer = _ => """{"data":{"_entities":[{"size":{"depth":3}}]}}""";

        var answer = await gateway.RunAsync("{ one { size { width depth } } two { size { height depth } } }");

        Assert.Equal(
            """{"data":{"one":{"size":{"width":1,"depth":3}},"two":{"size":{"height":2,"depth":3}}}}""", answer);
    }

    [Fact]
    public async Task What_gives_a_key_is_asked_whenever_the_key_is_needed()
    {
        var gateway = new StubGateway(
            ("p", Link + """
                type Query { product: Product }
                type Product @key(fields: "id") { id: ID! }
                """),
            ("k", Link + """
                type Product @key(fields: "id") @key(fields: "sku") { id: ID! sku: ID! }
                """),
            ("d", Link + """
                type Product @key(fields: "sku") { sku: ID! name: String price: Int }
                """));
        gateway["p"].Answer = _ => """{"data":{"product":{"id":"1"}}}""";
        gateway["k"].Answer = _ => """{"data":{"_entities":[{"sku":"a"}]}}""";
        gateway["d"].Answer = _ => """{"data":{"_entities":[{"price":5}]}}""";

        Assert.Equal(
            """{"data":{"product":{"price":5}}}""",
            await gateway.RunAsync(
                "query ($x: Boolean!) { product { name @include(if: $x) price } }", """{"x":false}"""));
    }

    /// <summary>A map, the type that it fills, what the entity has, and the value that is sent.</summary>
    [Theory]
    [InlineData("{ grams: weight, box: { wide: size.width } }", "Quote", """{"grams":7,"box":{"wide":2}}""")]
    [InlineData("{ grams: weight, box: { wide: size.none } }", "Quote", """{"grams":7,"box":null}""")]
    [InlineData("parts[code]", "[String]", """["a",null]""")]
    [InlineData(
        "parts[{ code amount: count }]", "[PartInput]", """[{"code":"a","amount":1},{"code":null,"amount":2}]""")]
    [InlineData("seller<Person>.name | seller<Firm>.title", "String", "\"t\"")]
    [InlineData("{ name: seller<Person>.name } | { title: seller<Firm>.title }", "Named", """{"title":"t"}""")]
    public async Task A_selection_map_makes_the_value_of_an_argument(string map, string type, string sent)
    {
        var gateway = new StubGateway(
            ("p", """
                type Query { product: Product }
                type Product @key(fields: "id") { id: ID! weight: Int size: Size parts: [Part] seller: Seller }
                type Size { width: Int none: Int }
                type Part { code: String count: Int }
                union Seller = Person | Firm
                type Person { name: String }
                type Firm { title: String }
                """),
            ("s", $$"""
                type Query { product(id: ID!): Product @lookup @internal }
                type Product @key(fields: "id") { id: ID! cost(of: {{type}} @require(field: "{{map}}")): Int }
                input Quote { grams: Int box: Box }
                input Box { wide: Int! }
                input PartInput { code: String amount: Int }
                input Named @oneOf { name: String title: String }
                """));
        gateway["p"].Answer = _ => """
            {"data":{"product":{"id":"1","weight":7,"size":{"width":2,"none":null},
            "parts":[{"code":"a","count":1},{"code":null,"count":2}],"seller":{"__typename":"Firm","title":"t"}}}}
            """;
        gateway["s"].Answer = _ => """{"data":{"_0_0":{"cost":1}}}""";

        Assert.Equal("""{"data":{"product":{"cost":1}}}""", await gateway.RunAsync("{ product { cost } }"));
        Assert.EndsWith($"\"_0_0_1\":{sent}}}}}", Assert.Single(gateway["s"].Calls));
    }

    [Fact]
    public async Task A_lookup_that_takes_this_or_that_key_is_asked_by_the_one_there_is()
    {
        var gateway = new StubGateway(
            ("r", """
                type Query { product: Product }
                type Product @key(fields: "sku") { sku: String! }
                """),
            ("p", """
                type Query { product(by: By! @is(field: "{ id } | { sku }")): Product @lookup @internal }
                type Product @key(fields: "id") @key(fields: "sku") { id: ID! sku: String! price: Int }
                input By @oneOf { id: ID sku: String }
                """));
        gateway["r"].Answer = _ => """{"data":{"product":{"sku":"a"}}}""";
        gateway["p"].Answer = _ => """{"data":{"_0_0":{"price":5}}}""";

        Assert.Equal("""{"data":{"product":{"price":5}}}""", await gateway.RunAsync("{ product { price } }"));
        Assert.EndsWith("\"_0_0_0\":{\"sku\":\"a\"}}}", Assert.Single(gateway["p"].Calls));
    }
}
