using Gateway.Common.Policies.Resilience;

namespace Gateway.Common.Tests.Execution;

/// <summary>Calls of one request that are alike and on their way at the same time are one call.</summary>
public sealed class SharedCallTests
{
    private const string Things = """
        type Query {
          thing(id: ID!): Thing @rest(method: "GET", path: "/things/{id}")
        }
        type Mutation { make(id: ID!): Thing @rest(method: "POST", path: "/things/{id}") }
        type Thing { name: String size: Int }
        """;

    private const string Refs = """
        type Query { first: Owner second: Owner owners: [Owner] }
        type Owner @key(fields: "id") { id: ID! }
        """;

    private const string Owners = """
        type Query {
          owner(id: ID! @is(field: "id")): Owner @lookup @internal @rest(method: "GET", path: "/owners/{id}")
        }
        type Owner @key(fields: "id") { id: ID! name: String city: String }
        """;

    [Theory]
    [InlineData("""{"id":"1"}""", 1)]
    [InlineData("""{"id":"2"}""", 2)]
    public async Task Arguments_that_are_alike_in_this_request_make_one_call(string variables, int calls)
    {
        const string Operation = """
            query ($id: ID!) { a: thing(id: $id) { name } b: thing(id: "1") { size } c: thing(id: $id) { size } }
            """;
        var gateway = Gateway();
        var gate = Hold(gateway["t"]);

        var running = gateway.RunAsync(Operation, variables);
        gate.SetResult();

        Assert.Equal("""{"data":{"a":{"name":"n"},"b":{"size":1},"c":{"size":1}}}""", await running);
        Assert.Equal(calls, gateway["t"].Calls.Count);
    }

    [Fact]
    public async Task Each_place_gets_the_error_of_a_shared_call()
    {
        var gateway = Gateway();
        var gate = Hold(gateway["t"]);
        gateway["t"].Failure = new SourceFailure(SourceFailureKind.Unavailable, "down");

        var running = gateway.RunAsync(
            """query ($id: ID!) { a: thing(id: $id) { name } b: thing(id: "1") { size } }""", """{"id":"1"}""");
        gate.SetResult();

        using var response = System.Text.Json.JsonDocument.Parse(await running);
        Assert.Equal("SOURCE_UNAVAILABLE a, SOURCE_UNAVAILABLE b", StubGateway.ErrorsOf(response.RootElement));
        Assert.Single(gateway["t"].Calls);
    }

    [Fact]
    public async Task A_call_that_changes_something_is_made_each_time()
    {
        var gateway = Gateway();

        var answer = await gateway.RunAsync(
            """mutation ($id: ID!) { a: make(id: $id) { name } b: make(id: "1") { name } }""", """{"id":"1"}""");

        Assert.Equal("""{"data":{"a":{"name":"n"},"b":{"name":"n"}}}""", answer);
        Assert.Equal(2, gateway["t"].Calls.Count);
    }

    [Fact]
    public async Task Lookups_of_a_source_that_knows_no_selections_are_one_whatever_is_read_of_them()
    {
        var gateway = new StubGateway(("r", Refs), ("o", Owners));
        gateway["r"].Answer = _ =>
            """{"data":{"first":{"id":"1"},"second":{"id":"2"},"owners":[{"id":"2"},{"id":"1"}]}}""";
        gateway["o"].Answer = call => call.Contains("/1", StringComparison.Ordinal)
            ? """{"id":"1","name":"a","city":"A"}"""
            : """{"id":"2","name":"b","city":"B"}""";

        var answer = await gateway.RunAsync("{ first { name } second { city } owners { name city } }");

        Assert.Equal(
            """{"data":{"first":{"name":"a"},"second":{"city":"B"}"""
            + ""","owners":[{"name":"b","city":"B"},{"name":"a","city":"A"}]}}""",
            answer);
        Assert.Equal(
            ["/owners/1", "/owners/2"],
            gateway["o"].Calls.Select(call => call.Trim()).Order(StringComparer.Ordinal));
    }

    private static StubGateway Gateway()
    {
        var gateway = new StubGateway(("t", Things));
        gateway["t"].Answer = _ => """{"name":"n","size":1}""";
        return gateway;
    }

    private static TaskCompletionSource Hold(StubSender sender)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        sender.Wait = _ => gate.Task;
        return gate;
    }
}
