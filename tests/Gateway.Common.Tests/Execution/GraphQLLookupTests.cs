using System.Text.Json;

namespace Gateway.Common.Tests.Execution;

/// <summary>GraphQL sources that give entities by lookup fields instead of <c>_entities</c>.</summary>
public sealed class GraphQLLookupTests
{
    private const string Orders = """
        type Query { orders: [Order!] }
        type Order { product: Product }
        type Product @key(fields: "id") { id: ID! }
        """;

    private const string Catalog = """
        type Query { productById(id: ID!): Product @lookup }
        type Product @key(fields: "id") { id: ID! name: String weight: Int }
        """;

    private const string Shipping = """
        type Query { shipping(id: ID!): Product @lookup @internal }
        type Product @key(fields: "id") { id: ID! cost(weight: Int @require(field: "weight")): Int }
        """;

    private const string ThreeOrders = """
        {"data":{"orders":[{"product":{"id":"1"}},{"product":{"id":"2"}},{"product":{"id":"1"}}]}}
        """;

    [Fact]
    public async Task Lookups_of_one_entity_share_a_call_under_aliases()
    {
        var gateway = new StubGateway(("orders", Orders), ("catalog", Catalog));
        gateway["orders"].Answer = _ => ThreeOrders;
        gateway["catalog"].Answer = _ => """{"data":{"_0_1":{"name":"b"},"_0_0":{"name":"a"}}}""";

        var answer = await gateway.RunAsync("{ orders { product { name } } }");

        Assert.Equal(
            """{"data":{"orders":[{"product":{"name":"a"}},{"product":{"name":"b"}},{"product":{"name":"a"}}]}}""",
            answer);
        Assert.Equal(
            "{\"query\":\"query($_0_0_0:ID!,$_0_1_0:ID!,){_0_0:productById(id:$_0_0_0){...F0}"
            + "_0_1:productById(id:$_0_1_0){...F0}} fragment F0 on Product{name}\","
            + "\"variables\":{\"_0_0_0\":\"1\",\"_0_1_0\":\"2\"}}",
            Assert.Single(gateway["catalog"].Calls));
    }

    [Fact]
    public async Task An_entity_that_is_absent_or_failed_leaves_the_others_alone()
    {
        var gateway = new StubGateway(("orders", Orders), ("catalog", Catalog));
        gateway["orders"].Answer = _ =>
            """{"data":{"orders":[{"product":{"id":"1"}},{"product":{"id":"2"}},{"product":{"id":"3"}}]}}""";
        gateway["catalog"].Answer = _ => """
            {"data":{"_0_0":null,"_0_1":{"name":"b"},"_0_2":null},"errors":[{"message":"x","path":["_0_2"]}]}
            """;

        using var answer = JsonDocument.Parse(await gateway.RunAsync("{ orders { product { name } } }"));

        Assert.Equal(
            """{"orders":[{"product":{"name":null}},{"product":{"name":"b"}},{"product":{"name":null}}]}""",
            answer.RootElement.GetProperty("data").GetRawText());
        Assert.Equal("SOURCE_ERROR orders.2.product.name", StubGateway.ErrorsOf(answer.RootElement));
    }

    [Fact]
    public async Task Values_that_a_field_requires_are_given_entity_by_entity()
    {
        var gateway = new StubGateway(("orders", Orders), ("catalog", Catalog), ("ship", Shipping));
        gateway["orders"].Answer = _ => ThreeOrders;
        gateway["catalog"].Answer = _ => """{"data":{"_0_0":{"weight":10},"_0_1":{"weight":20}}}""";
        gateway["ship"].Answer = _ => """{"data":{"_0_0":{"cost":1},"_0_1":{"cost":2}}}""";

        var answer = await gateway.RunAsync("{ orders { product { cost } } }");

        Assert.Equal(
            """{"data":{"orders":[{"product":{"cost":1}},{"product":{"cost":2}},{"product":{"cost":1}}]}}""", answer);
        Assert.EndsWith(
            "\"variables\":{\"_0_0_0\":\"1\",\"_0_0_1\":10,\"_0_1_0\":\"2\",\"_0_1_1\":20}}",
            Assert.Single(gateway["ship"].Calls));
    }

    [Fact]
    public async Task Fields_that_require_the_same_are_each_given_it()
    {
        var gateway = new StubGateway(
            ("orders", Orders),
            ("catalog", Catalog),
            ("ship", """
                type Query { shipping(id: ID!): Product @lookup @internal }
                type Product @key(fields: "id") {
                  id: ID!
                  cost(weight: Int @require(field: "weight")): Int
                  days(of: Int @require(field: "weight")): Int
                }
                """));
        gateway["orders"].Answer = _ => """{"data":{"orders":[{"product":{"id":"1"}}]}}""";
        gateway["catalog"].Answer = _ => """{"data":{"_0_0":{"weight":10}}}""";
        gateway["ship"].Answer = _ => """{"data":{"_0_0":{"cost":1},"_1_0":{"days":2}}}""";

        var answer = await gateway.RunAsync("{ orders { product { cost days } } }");

        Assert.Equal("""{"data":{"orders":[{"product":{"cost":1,"days":2}}]}}""", answer);
        Assert.EndsWith(
            "\"variables\":{\"_0_0_0\":\"1\",\"_0_0_1\":10,\"_1_0_0\":\"1\",\"_1_0_1\":10}}",
            Assert.Single(gateway["ship"].Calls));
    }

    [Fact]
    public async Task A_claim_is_given_as_a_variable_and_nobody_is_asked_without_it()
    {
        var gateway = new StubGateway(("a", "type Query { me(id: ID! @claim(name: \"sub\")): String }"));
        gateway["a"].Answer = _ => """{"data":{"me":"x"}}""";

        var answer = await gateway.RunAsync("{ me }", caller: StubGateway.Caller("s", [], "sub=s"));

        Assert.Equal("""{"data":{"me":"x"}}""", answer);
        Assert.EndsWith("\"variables\":{\"_claim_0\":\"s\"}}", Assert.Single(gateway["a"].Calls));
        Assert.Contains("UNAUTHENTICATED", await gateway.RunAsync("{ me }"));
        Assert.Single(gateway["a"].Calls);
    }
}
