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

    /// <summary>Products and sellers of orders, and the catalog's sets of variables.</summary>
    [Theory]
    [InlineData(
        "1:7 2:7", """{"_0_0_0":"1","_1_0_0":"7","_1_on":true},{"_0_0_0":"2","_1_0_0":"7","_1_on":false}""")]
    [InlineData(
        "1:7 1:8", """{"_0_0_0":"1","_0_on":true,"_1_0_0":"7"},{"_0_0_0":"1","_0_on":false,"_1_0_0":"8"}""")]
    [InlineData("1:7 2:8", """{"_0_0_0":"1","_1_0_0":"7"},{"_0_0_0":"2","_1_0_0":"8"}""")]
    [InlineData("1: 2:", """{"_0_0_0":"1"},{"_0_0_0":"2"}""")]
    public async Task Several_lookups_share_the_sets(string ordered, string sets)
    {
        _catalog.Answer = static call => AnswerSets(call);

        var answer = await RunPairsAsync(ordered);

        var call = Assert.Single(_catalog.Calls);
        Assert.EndsWith($"\"variables\":[{sets}]}}", call);
        var hasSellers = !ordered.EndsWith(':');
        Assert.Equal(hasSellers, call.Contains("sellerById", StringComparison.Ordinal));
        var pairs = ordered.Split(' ').Select(static pair => PairOf(pair.Split(':')));
        Assert.Equal($"{{\"data\":{{\"orders\":[{string.Join(',', pairs)}]}}}}", answer);
    }

    /// <summary>What becomes of the answer to the two sets, and the errors.</summary>
    [Theory]
    [InlineData("{}", 0, "0.product.name, 0.seller.title, 1.seller.title")]
    [InlineData("{}", 1, "1.product.name")]
    [InlineData("""{"data":null,"errors":[{"path":["_1_0"]}]}""", 0, "0.product.name, 0.seller.title, 1.seller.title")]
    [InlineData("""{"data":{"_0_0":null,"_1_0":{"title":"t7"}},"errors":[{"path":["_0_0"]}]}""", 0, "0.product.name")]
    [InlineData("""{"data":{"_0_0":{"name":"n2"},"_1_0":{"title":"t9"}}}""", 1, "")]
    [InlineData("""{},{}""", 1, "0.product.name, 0.seller.title, 1.product.name, 1.seller.title")]
    public async Task What_is_wrong_with_a_set_is_the_reason_for_what_it_asked(
        string instead, int number, string errors)
    {
        _catalog.Answer = call => AnswerSets(call, number, instead);

        using var answer = JsonDocument.Parse(await RunPairsAsync("1:7 2:7"));

        Assert.Equal(errors, string.Join(", ", StubGateway.ErrorsOf(answer.RootElement)
            .Split(", ", StringSplitOptions.RemoveEmptyEntries)
            .Select(static error => error.Split("orders.")[1])
            .Order(StringComparer.Ordinal)));
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

    /// <param name="ordered">Ids of products and their sellers.</param>
    private Task<string> RunPairsAsync(string ordered)
    {
        var orders = ordered.Split(' ').Select(static pair => pair.Split(':')).Select(static ids =>
            $$"""{"product":{"id":"{{ids[0]}}"},"seller":{{OrNull(ids[1], "id", ids[1])}}}""");
        _orders.Answer = _ => "{\"data\":{\"orders\":[" + string.Join(',', orders) + "]}}";
        var gateway = LocalGateway.Compose(
            [
                ("orders", SourceKind.GraphQL, $$"""
                    {{Orders}}
                    extend type Order { seller: Seller }
                    type Seller @key(fields: "id") { id: ID! }
                    """),
                ("catalog", SourceKind.GraphQL, $$"""
                    {{Catalog}}
                    extend type Query { sellerById(id: ID!): Seller @lookup @internal }
                    type Seller @key(fields: "id") { id: ID! title: String }
                    """),
            ],
            source => source.Name == "orders"
                ? new GraphQLSource(source.Name, _orders)
                : new GraphQLSource(source.Name, _catalog) { BatchesVariables = true });
        return gateway.RunAsync("{ orders { product { name } seller { title } } }");
    }

    private static string PairOf(string[] ids) =>
        $$"""{"product":{"name":"n{{ids[0]}}"},"seller":{{OrNull(ids[1], "title", $"t{ids[1]}")}}}""";

    private static string OrNull(string id, string name, string value) =>
        id.Length == 0 ? "null" : $$"""{"{{name}}":"{{value}}"}""";

    /// <summary>The answer to each set of variables of a call.</summary>
    private static string AnswerSets(string call, int number = -1, string instead = "")
    {
        using var asked = JsonDocument.Parse(call);
        var answers = asked.RootElement.GetProperty("variables").EnumerateArray().Select((set, index) =>
        {
            var members = new List<string>();
            foreach (var (part, name, letter) in new[] { (0, "name", 'n'), (1, "title", 't') })
            {
                var isOn = !set.TryGetProperty($"_{part}_on", out var on) || on.GetBoolean();
                if (isOn && set.TryGetProperty($"_{part}_0_0", out var id))
                {
                    members.Add($"\"_{part}_0\":{{\"{name}\":\"{letter}{id.GetString()}\"}}");
                }
            }

            var whole = $"{{\"data\":{{{string.Join(',', members)}}}}}";
            return index == number ? instead : whole;
        });
        return $"[{string.Join(',', answers)}]";
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
