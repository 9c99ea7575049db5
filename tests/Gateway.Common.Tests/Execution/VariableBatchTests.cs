using System.Text.Json;
using Gateway.Common.Composition;
using Gateway.Common.Sources.GraphQL;
using Gateway.Testing;

namespace Gateway.Common.Tests.Execution;

/// <summary>GraphQL sources that take one operation with a list of variables.</summary>
public sealed class VariableBatchTests
{
    private const string Orders = """
        type Query { orders: [Order!] }
        type Order { product: Product }
        type Product @key(fields: "id") { id: ID! }
        """;

    private const string Catalog = """
        type Query { productById(id: ID!): Product @lookup @internal }
        type Product @key(fields: "id") { id: ID! name(lang: String): String }
        """;

    private const string Shops = """
        extend schema @link(
          url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@context", "@fromContext"])
        type Query { shops: [Shop] }
        type Shop @context(name: "shop") { currency: String offers: [Offer] }
        type Offer @key(fields: "id") { id: ID! price(in: String @fromContext(field: "$shop { currency }")): Int }
        """;

    private readonly StubSender _orders = new();
    private readonly StubSender _catalog = new();

    /// <summary>Products that are ordered, and what the catalog is asked.</summary>
    [Theory]
    [InlineData(
        "1 2 1",
        """{"query":"query($_0_0_0:ID!,$l:String,){_0_0:productById(id:$_0_0_0){...F0}} fragment F0 on """
        + """Product{name(lang:$l)}","variables":[{"_0_0_0":"1","l":"en"},{"_0_0_0":"2","l":"en"}]}""")]
    [InlineData(
        "1",
        """{"query":"query($l:String,$_0_0_0:ID!,){_0_0:productById(id:$_0_0_0){...F0}} fragment F0 on """
        + """Product{name(lang:$l)}","variables":{"_0_0_0":"1","l":"en"}}""")]
    public async Task Each_key_is_a_set_of_variables_where_there_are_several(string ordered, string asked)
    {
        _catalog.Answer = call => ordered.Length > 1
            ? """[{"data":{"_0_0":{"name":"a"}}},{"data":{"_0_0":{"name":"b"}}}]"""
            : """{"data":{"_0_0":{"name":"a"}}}""";

        var answer = await RunAsync("query ($l: String) { orders { product { name(lang: $l) } } }", ordered);

        Assert.Equal(ordered.Replace('1', 'a').Replace('2', 'b'), NamesOf(answer));
        var call = Assert.Single(_catalog.Calls);
        Assert.Equal(Sorted(asked), Sorted(call));
    }

    /// <summary>What the catalog answers for the products 1 and 2, their names, and the errors.</summary>
    [Theory]
    [InlineData("""[{"data":{"_0_0":{"name":"a"}}}]""", "- -", "INVALID_RESPONSE 0, INVALID_RESPONSE 1")]
    [InlineData(
        """[{"data":{"_0_0":{"name":"a"}}},{"data":{"_0_0":{"name":"b"}}},{"data":{"_0_0":{"name":"c"}}}]""",
        "- -", "INVALID_RESPONSE 0, INVALID_RESPONSE 1")]
    [InlineData("[]", "- -", "INVALID_RESPONSE 0, INVALID_RESPONSE 1")]
    [InlineData("""{"data":{"_0_0":{"name":"a"}}}""", "- -", "INVALID_RESPONSE 0, INVALID_RESPONSE 1")]
    [InlineData("""{"errors":[{"message":"x"}]}""", "- -", "INVALID_RESPONSE 0, INVALID_RESPONSE 1")]
    [InlineData("""[{"data":{"_0_0":{"name":"a"}}},{"data":""", "- -", "INVALID_RESPONSE 0, INVALID_RESPONSE 1")]
    [InlineData("""[{"data":{"_0_0":{"name":"a"}}},{"data":{"_0_0":null}}]""", "a -", "")]
    [InlineData("""[{"data":{"_0_0":{"name":"a"}}},{}]""", "a -", "INVALID_RESPONSE 1")]
    [InlineData(
        """[{"errors":[{"message":"x"}]},{"data":{"_0_0":{"name":"b"}}}]""", "- b", "ERROR 0")]
    [InlineData(
        """[{"data":null,"errors":[{"path":["_0_0"]}]},{"data":{"_0_0":{"name":"b"}}}]""", "- b", "ERROR 0")]
    [InlineData(
        """[{"data":{"_0_0":{"name":"a"}}},{"data":{"_0_0":{"name":null}},"errors":[{"path":["_0_0","name"]}]}]""",
        "a -", "ERROR 1")]
    public async Task A_response_belongs_to_the_set_of_its_place(string answer, string names, string errors)
    {
        _catalog.Answer = _ => answer;

        var response = await RunAsync("{ orders { product { name } } }", "1 2");

        Assert.Equal(names, NamesOf(response));
        using var json = JsonDocument.Parse(response);
        Assert.Equal(errors, StubGateway.ErrorsOf(json.RootElement)
            .Replace("SOURCE_", "", StringComparison.Ordinal)
            .Replace("orders.", "", StringComparison.Ordinal)
            .Replace(".product.name", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Entities_that_take_the_same_value_are_one_set()
    {
        var gateway = LocalGateway.Compose(
            [("s", SourceKind.GraphQL, Shops)],
            source => new GraphQLSource(source.Name, _catalog) { BatchesVariables = true });
        _catalog.Answer = call => call.Contains("_entities", StringComparison.Ordinal)
            ? """[{"data":{"_0_0":[{"price":1},{"price":2}]}},{"data":{"_0_0":[{"price":3}]}}]"""
            : """
              {"data":{"shops":[
                {"currency":"EUR","offers":[{"id":"1"},{"id":"2"}]},{"currency":"USD","offers":[{"id":"1"}]}]}}
              """;

        Assert.Equal(
            """{"data":{"shops":[{"offers":[{"price":1},{"price":2}]},{"offers":[{"price":3}]}]}}""",
            await gateway.RunAsync("{ shops { offers { price } } }"));
        Assert.EndsWith("\"_0_0_1\":\"USD\"}]}", _catalog.Calls[1]);
    }

    /// <param name="ordered">Ids of products.</param>
    private Task<string> RunAsync(string operation, string ordered)
    {
        var orders = ordered.Split(' ').Select(static id => "{\"product\":{\"id\":\"" + id + "\"}}");
        _orders.Answer = _ => "{\"data\":{\"orders\":[" + string.Join(',', orders) + "]}}";
        var gateway = LocalGateway.Compose(
            [("orders", SourceKind.GraphQL, Orders), ("catalog", SourceKind.GraphQL, Catalog)],
            source => source.Name == "orders"
                ? new GraphQLSource(source.Name, _orders)
                : new GraphQLSource(source.Name, _catalog) { BatchesVariables = true });
        return gateway.RunAsync(operation, """{"l":"en"}""");
    }

    private static string NamesOf(string response)
    {
        using var json = JsonDocument.Parse(response);
        return string.Join(' ', json.RootElement.GetProperty("data").GetProperty("orders").EnumerateArray()
            .Select(order => order.GetProperty("product").GetProperty("name").GetString() ?? "-"));
    }

    /// <summary>Where the definitions of variables stand does not matter.</summary>
    private static string Sorted(string call)
    {
        var open = call.IndexOf('(', StringComparison.Ordinal) + 1;
        var close = call.IndexOf(')', open);
        var definitions = call[open..close].Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Order(StringComparer.Ordinal);
        return $"{call[..open]}{string.Join(',', definitions)}{call[close..]}";
    }
}
