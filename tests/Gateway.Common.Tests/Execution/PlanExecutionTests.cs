using System.Text.Json;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Sources;

namespace Gateway.Common.Tests.Execution;

/// <summary>Fetches in their order, entities by their keys, over sources in memory.</summary>
public sealed class PlanExecutionTests
{
    private const string Products = """
        type Query { products: [Product] top: Product }
        type Product @key(fields: "id") { id: ID! }
        """;

    private const string Names = """
        type Product @key(fields: "id") { id: ID! name: String }
        """;

    private const string Stock = """
        directive @local on FIELD_DEFINITION
        type Query { stock(ids: [ID!]! @is(field: "id")): [Product] @lookup @internal @local }
        type Product @key(fields: "id") { id: ID! stock: Int }
        """;

    private const string Single = """
        directive @local on FIELD_DEFINITION
        type Query { product(id: ID! @is(field: "id")): Product @lookup @internal @local }
        type Product @key(fields: "id") { id: ID! stock: Int }
        """;

    [Fact]
    public async Task Sources_that_need_nothing_of_one_another_are_asked_side_by_side()
    {
        var gateway = new StubGateway(("a", "type Query { a: Int }"), ("b", "type Query { b: Int }"));
        var asked = new[] { new TaskCompletionSource(), new TaskCompletionSource() };
        gateway["a"].Answer = _ => """{"data":{"a":1}}""";
        gateway["b"].Answer = _ => """{"data":{"b":2}}""";
        gateway["a"].Wait = _ => Meet(asked[0], asked[1]);
        gateway["b"].Wait = _ => Meet(asked[1], asked[0]);

        Assert.Equal("""{"data":{"a":1,"b":2}}""", await gateway.RunAsync("{ a b }"));
    }

    [Fact]
    public async Task A_call_that_cannot_be_made_fails_its_own_fields_alone()
    {
        var gateway = new StubGateway(("a", "type Query { a: Int }"), ("p", Products), ("n", Names));
        gateway["a"].Answer = _ => """{"data":{"a":1}}""";
        gateway["p"].Answer = _ => """{"data":{"top":{"id":"1"}}}""";
        gateway["n"].Wait = static _ => throw new SourceException("UNAUTHENTICATED", "This needs a signed-in caller.");

        using var answer = JsonDocument.Parse(await gateway.RunAsync("{ a top { name } }"));

        Assert.Equal("""{"a":1,"top":{"name":null}}""", answer.RootElement.GetProperty("data").GetRawText());
        Assert.Equal("UNAUTHENTICATED top.name", StubGateway.ErrorsOf(answer.RootElement));
    }

    [Fact]
    public async Task A_fetch_waits_for_what_it_depends_on_and_for_nothing_else()
    {
        var gateway = new StubGateway(("p", Products), ("n", Names), ("slow", "type Query { slow: Int }"));
        var named = new TaskCompletionSource();
        gateway["p"].Answer = _ => """{"data":{"products":[{"id":"1"}]}}""";
        gateway["n"].Answer = _ => """{"data":{"_entities":[{"name":"a"}]}}""";
        gateway["n"].Wait = _ =>
        {
            named.SetResult();
            return Task.CompletedTask;
        };
        gateway["slow"].Answer = _ => """{"data":{"slow":1}}""";
        gateway["slow"].Wait = _ => named.Task;

        var answer = await gateway.RunAsync("{ slow products { name } }");

        Assert.Equal("""{"data":{"slow":1,"products":[{"name":"a"}]}}""", answer);
    }

    [Fact]
    public async Task Each_key_is_asked_for_once_and_fills_every_row()
    {
        var gateway = new StubGateway(("p", Products), ("n", Names));
        gateway["p"].Answer = _ => """{"data":{"products":[{"id":"1"},{"id":"2"},null,{"id":"1"}],"top":{"id":"2"}}}""";
        gateway["n"].Answer = _ => """{"data":{"_entities":[{"name":"a"},{"name":"b"}]}}""";

        var answer = await gateway.RunAsync("{ products { name } top { name } }");

        Assert.Equal(
            """{"data":{"products":[{"name":"a"},{"name":"b"},null,{"name":"a"}],"top":{"name":"b"}}}""", answer);
        var call = Assert.Single(gateway["n"].Calls);
        Assert.Contains(
            """[{"__typename":"Product","id":"1"},{"__typename":"Product","id":"2"}]""", call, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Composite_keys_of_numbers_that_look_alike_are_two_keys()
    {
        var gateway = new StubGateway(
            ("p", """
                type Query { cells: [Cell] }
                type Cell @key(fields: "x y") { x: Int! y: Int! }
                """),
            ("v", """
                directive @local on FIELD_DEFINITION
                type Query { cell(x: Int! @is(field: "x"), y: Int! @is(field: "y")): Cell @lookup @internal @local }
                type Cell @key(fields: "x y") { x: Int! y: Int! value: Int }
                """));
        gateway["p"].Answer = _ => """{"data":{"cells":[{"x":1,"y":23},{"x":12,"y":3}]}}""";
        gateway["v"].Answer = call => call.Contains("""{"x":12,"y":3}""", StringComparison.Ordinal)
            ? """{"x":12,"y":3,"value":12003}"""
            : """{"x":1,"y":23,"value":1023}""";

        Assert.Equal(
            """{"data":{"cells":[{"value":1023},{"value":12003}]}}""", await gateway.RunAsync("{ cells { value } }"));
    }

    /// <summary>A batch's answer to the keys 1, 2, 3, and the stock of each.</summary>
    [Theory]
    [InlineData("""[{"id":"1","stock":1},{"id":"2","stock":2},{"id":"3","stock":3}]""", "1 2 3", "")]
    [InlineData("""[{"id":"3","stock":3},{"id":"2","stock":2},{"id":"1","stock":1}]""", "1 2 3", "")]
    [InlineData("""[{"stock":3,"id":3},{"id":1,"stock":1}]""", "1 null 3", "")]
    [InlineData("""[null,{"id":"2","stock":2}]""", "null 2 null", "")]
    [InlineData("""[{"id":"9","stock":9},{"id":"2","stock":2}]""", "null 2 null", "")]
    [InlineData("""[{"id":"2","stock":2},{"id":"2","stock":2}]""", "null 2 null", "")]
    [InlineData("""[{"stock":7},{"id":"2","stock":2}]""", "null 2 null", "")]
    [InlineData("[]", "null null null", "")]
    [InlineData("null", "null null null", "")]
    [InlineData(
        """[{"id":"1","stock":"x"},{"id":"2","stock":2}]""",
        "null 2 null",
        "SOURCE_INVALID_RESPONSE products.0.stock")]
    [InlineData(
        "7",
        "null null null",
        "SOURCE_INVALID_RESPONSE products.0.stock, SOURCE_INVALID_RESPONSE products.1.stock, "
        + "SOURCE_INVALID_RESPONSE products.2.stock")]
    [InlineData(
        "<html>",
        "null null null",
        "SOURCE_INVALID_RESPONSE products.0.stock, SOURCE_INVALID_RESPONSE products.1.stock, "
        + "SOURCE_INVALID_RESPONSE products.2.stock")]
    public async Task A_batch_is_matched_back_by_key(string answer, string stock, string errors)
    {
        var gateway = new StubGateway(("p", Products), ("s", Stock));
        gateway["p"].Answer = _ => """{"data":{"products":[{"id":"1"},{"id":"2"},{"id":"3"}]}}""";
        gateway["s"].Answer = _ => answer;

        using var response = JsonDocument.Parse(await gateway.RunAsync("{ products { stock } }"));

        var actual = response.RootElement.GetProperty("data").GetProperty("products").EnumerateArray()
            .Select(product => product.GetProperty("stock").GetRawText());
        Assert.Equal((stock, errors), (string.Join(' ', actual), StubGateway.ErrorsOf(response.RootElement)));
        Assert.Equal("""Query.stock {"ids":["1","2","3"]}""", Assert.Single(gateway["s"].Calls));
    }

    [Fact]
    public async Task More_keys_than_one_call_takes_make_more_calls()
    {
        const int Keys = (BoundFetch.KeysPerCallMax * 2) + 1;
        var gateway = new StubGateway(("p", Products), ("s", Stock));
        var ids = Enumerable.Range(1, Keys).ToArray();
        var products = string.Join(',', ids.Select(id => $"{{\"id\":\"{id}\"}}"));
        gateway["p"].Answer = _ => $$$"""{"data":{"products":[{{{products}}}]}}""";
        gateway["s"].Answer = call =>
        {
            using var arguments = JsonDocument.Parse(call[call.IndexOf('{', StringComparison.Ordinal)..]);
            var asked = arguments.RootElement.GetProperty("ids").EnumerateArray().Select(id => id.GetString()).Reverse();
            return $"[{string.Join(',', asked.Select(id => $"{{\"id\":\"{id}\",\"stock\":{id}}}"))}]";
        };

        using var response = JsonDocument.Parse(await gateway.RunAsync("{ products { stock } }"));

        Assert.Equal(3, gateway["s"].Calls.Count);
        Assert.Equal(
            ids,
            response.RootElement.GetProperty("data").GetProperty("products").EnumerateArray()
                .Select(product => product.GetProperty("stock").GetInt32()));
    }

    [Fact]
    public async Task Keys_past_the_bound_on_calls_fail_and_the_rest_is_answered()
    {
        const int Keys = BoundFetch.CallsMax + 2;
        var gateway = new StubGateway(("p", Products), ("s", Single));
        var products = string.Join(',', Enumerable.Range(1, Keys).Select(id => $"{{\"id\":\"{id}\"}}"));
        gateway["p"].Answer = _ => $$$"""{"data":{"products":[{{{products}}}]}}""";
        gateway["s"].Answer = _ => """{"stock":1}""";

        using var response = JsonDocument.Parse(await gateway.RunAsync("{ products { stock } }"));

        Assert.Equal(BoundFetch.CallsMax, gateway["s"].Calls.Count);
        Assert.Equal(
            $"SOURCE_RESPONSE_TOO_LARGE products.{Keys - 2}.stock, SOURCE_RESPONSE_TOO_LARGE products.{Keys - 1}.stock",
            StubGateway.ErrorsOf(response.RootElement));
    }

    /// <summary>What stands where the key should be, and what becomes of the field that needs it.</summary>
    [Theory]
    [InlineData("""{"owner":{"id":null}}""", """{"owner":{"name":null}}""", "")]
    [InlineData("""{"owner":{"id":{}}}""", """{"owner":{"name":null}}""", "SOURCE_INVALID_RESPONSE owner.name")]
    [InlineData("""{"owner":{}}""", """{"owner":{"name":null}}""", "SOURCE_INVALID_RESPONSE owner.name")]
    [InlineData("""{"owner":null}""", """{"owner":null}""", "")]
    public async Task A_key_that_is_not_there_gives_its_reason_to_what_it_leads_to(
        string answer, string expected, string errors)
    {
        var gateway = new StubGateway(
            ("p", """
                type Query { owner: Owner }
                type Owner @key(fields: "id") { id: ID }
                """),
            ("n", """
                type Owner @key(fields: "id") { id: ID name: String }
                """));
        gateway["p"].Answer = _ => $"{{\"data\":{answer}}}";

        using var response = JsonDocument.Parse(await gateway.RunAsync("{ owner { name } }"));

        Assert.Equal(expected, response.RootElement.GetProperty("data").GetRawText());
        Assert.Equal(errors, StubGateway.ErrorsOf(response.RootElement));
        Assert.Empty(gateway["n"].Calls);
    }

    /// <summary>The ids that a parent holds, and the linked products.</summary>
    [Theory]
    [InlineData("""{"productId":"1"}""", """{"product":{"name":"a"},"products":null}""")]
    [InlineData("""{"productId":null}""", """{"product":null,"products":null}""")]
    [InlineData("""{"productIds":["1",null,"2"]}""", """{"product":null,"products":[{"name":"a"},null,{"name":"b"}]}""")]
    [InlineData("""{"productIds":[]}""", """{"product":null,"products":[]}""")]
    public async Task A_link_makes_stubs_of_ids(string line, string expected)
    {
        var gateway = new StubGateway(
            ("o", """
                type Query { line: Line }
                type Line {
                  productId: ID productIds: [ID]
                  product: Product @from(select: "{ id: productId }")
                  products: [Product] @from(select: "{ id: productIds }")
                }
                type Product @key(fields: "id") { id: ID! }
                """),
            ("n", Names));
        var whole = line.Replace("{", """{"productId":null,"productIds":null,""", StringComparison.Ordinal);
        gateway["o"].Answer = _ => $$$"""{"data":{"line":{{{whole}}}}}""";
        gateway["n"].Answer = call => call.Contains("\"2\"", StringComparison.Ordinal)
            ? """{"data":{"_entities":[{"name":"a"},{"name":"b"}]}}"""
            : """{"data":{"_entities":[{"name":"a"}]}}""";

        var answer = await gateway.RunAsync("{ line { product { name } products { name } } }");

        Assert.Equal($$$"""{"data":{"line":{{{expected}}}}}""", answer);
    }

    [Fact]
    public async Task A_skipped_field_asks_no_source()
    {
        var gateway = new StubGateway(("p", Products), ("n", Names), ("b", "type Query { b: Int }"));
        gateway["p"].Answer = _ => """{"data":{"products":[{"id":"1"}]}}""";

        var answer = await gateway.RunAsync(
            "query ($x: Boolean!) { products { id name @include(if: $x) } b @include(if: $x) }", """{"x":false}""");

        Assert.Equal("""{"data":{"products":[{"id":"1"}]}}""", answer);
        Assert.Empty(gateway["n"].Calls);
        Assert.Empty(gateway["b"].Calls);
    }

    [Fact]
    public async Task A_source_that_throws_its_own_error_fails_its_field_alone()
    {
        var gateway = new StubGateway(("p", Products), ("s", Single));
        gateway["p"].Answer = _ => """{"data":{"products":[{"id":"1"},{"id":"2"}]}}""";
        gateway["s"].Answer = call => call.Contains("\"1\"", StringComparison.Ordinal)
            ? throw new SourceException(SourceErrorCodes.Conflict, "Already paid.", "secret")
            : """{"stock":2}""";

        var answer = await gateway.RunAsync("{ products { stock } }");

        Assert.StartsWith(
            """{"data":{"products":[{"stock":null},{"stock":2}]},"errors":[{"message":"Already paid." """.TrimEnd(),
            answer,
            StringComparison.Ordinal);
        using var response = JsonDocument.Parse(answer);
        Assert.Equal("CONFLICT products.0.stock", StubGateway.ErrorsOf(response.RootElement));
    }

    [Fact]
    public async Task A_cancelled_request_ends_only_when_its_calls_have()
    {
        var gateway = new StubGateway(("a", "type Query { a: Int }"), ("b", "type Query { b: Int }"));
        using var cancellation = new CancellationTokenSource();
        var late = new TaskCompletionSource();
        gateway["a"].Wait = _ => cancellation.CancelAsync();
        gateway["a"].Failure = new SourceFailure(SourceFailureKind.Cancelled, "given up");
        gateway["b"].Wait = _ => late.Task;
        gateway["b"].Answer = _ => """{"data":{"b":1}}""";

        var running = gateway.SendAsync(StubGateway.Request("{ a b }"), cancellation.Token).AsTask();

        Assert.False(running.IsCompleted);
        late.SetResult();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task Mutations_run_one_after_the_other()
    {
        var gateway = new StubGateway(
            ("a", "type Query { x: Int } type Mutation { a: Int }"),
            ("b", "type Query { y: Int } type Mutation { b: Int }"));
        var order = new List<string>();
        gateway["a"].Answer = _ =>
        {
            order.Add("a");
            return """{"data":{"a":1}}""";
        };
        gateway["b"].Answer = _ =>
        {
            order.Add("b");
            return """{"data":{"b":2}}""";
        };

        Assert.Equal("""{"data":{"b":2,"a":1}}""", await gateway.RunAsync("mutation { b a }"));
        Assert.Equal(["b", "a"], order);
    }

    private static Task Meet(TaskCompletionSource mine, TaskCompletionSource other)
    {
        mine.SetResult();
        return other.Task;
    }
}
