using System.Text.Json;

namespace Gateway.Common.Tests.Execution;

/// <summary>Answers that depend on what objects are, and on what clients may see of them.</summary>
public sealed class FederatedAnswerTests
{
    private const string Link =
        "extend schema @link(url: \"https://specs.apollo.dev/federation/v2.9\", "
        + "import: [\"@key\", \"@shareable\", \"@interfaceObject\", \"@inaccessible\"])\n";

    private const string Accounts = Link + """
        type Query { accounts: [Account] }
        interface Account @key(fields: "id") { id: ID! }
        type Admin implements Account @key(fields: "id") { id: ID! rights: Int }
        type Guest implements Account @key(fields: "id") { id: ID! }
        """;

    private const string Visits = Link + """
        type Query { recent: [Account] }
        type Account @key(fields: "id") @interfaceObject { id: ID! visits: Int }
        """;

    [Fact]
    public async Task Objects_of_unknown_type_are_asked_what_they_are()
    {
        var gateway = new StubGateway(("a", Accounts), ("b", Visits));
        gateway["b"].Answer = _ => """
            {"data":{"recent":[{"visits":1,"id":"1"},{"visits":2,"id":"2"},{"visits":1,"id":"1"}]}}
            """;
        gateway["a"].Answer = _ => """
            {"data":{"_entities":[{"__typename":"Admin","rights":7},{"__typename":"Guest"}]}}
            """;

        var answer = await gateway.RunAsync("{ recent { __typename visits ... on Admin { rights } } }");

        Assert.Equal(
            """{"data":{"recent":[{"__typename":"Admin","visits":1,"rights":7},"""
            + """{"__typename":"Guest","visits":2},{"__typename":"Admin","visits":1,"rights":7}]}}""",
            answer);
        Assert.Contains("{\"__typename\":\"Account\",\"id\":\"1\"}", Assert.Single(gateway["a"].Calls));
    }

    [Fact]
    public async Task What_is_the_same_for_all_types_is_answered_without_asking()
    {
        var gateway = new StubGateway(("a", Accounts), ("b", Visits));
        gateway["b"].Answer = _ => """{"data":{"recent":[{"id":"1","visits":1}]}}""";

        Assert.Equal(
            """{"data":{"recent":[{"id":"1","visits":1}]}}""", await gateway.RunAsync("{ recent { id visits } }"));
        Assert.Empty(gateway["a"].Calls);
    }

    [Theory]
    [InlineData("""{"data":{"_entities":[null]}}""", "NULL_FOR_NON_NULL recent.0")]
    [InlineData("""{"data":{"_entities":[{"__typename":"Stranger"}]}}""", "SOURCE_INVALID_RESPONSE recent.0")]
    [InlineData("""{"errors":[{"message":"no"}]}""", "SOURCE_ERROR recent.0")]
    public async Task An_object_that_nobody_knows_is_null_with_the_reason(string told, string error)
    {
        var gateway = new StubGateway(("a", Accounts), ("b", Visits));
        gateway["b"].Answer = _ => """{"data":{"recent":[{"id":"1","visits":1}]}}""";
        gateway["a"].Answer = _ => told;

        using var answer = JsonDocument.Parse(await gateway.RunAsync("{ recent { id ... on Admin { rights } } }"));

        Assert.Equal("[null]", answer.RootElement.GetProperty("data").GetProperty("recent").GetRawText());
        Assert.Equal(error, StubGateway.ErrorsOf(answer.RootElement));
    }

    [Fact]
    public async Task A_field_that_several_types_have_is_read_by_the_objects_own()
    {
        var gateway = new StubGateway(("a", """
            type Query { all: [Thing] }
            union Thing = Ball | Cube
            type Ball { size: Int }
            type Cube { size: Int }
            """));
        gateway["a"].Answer = _ => """
            {"data":{"all":[{"__typename":"Ball","size":1},{"__typename":"Cube","size":2}]}}
            """;

        Assert.Equal(
            """{"data":{"all":[{"size":1},{"size":2}]}}""",
            await gateway.RunAsync("{ all { ... on Ball { size } ... on Cube { size } } }"));
    }

    [Fact]
    public async Task Types_and_values_that_clients_may_not_see_are_null()
    {
        var gateway = new StubGateway(("a", Link + """
            type Query { things: [Thing] color: Color }
            interface Thing { size: Int }
            type Ball implements Thing { size: Int }
            type Cube implements Thing @inaccessible { size: Int }
            enum Color { RED HIDDEN @inaccessible }
            """));
        gateway["a"].Answer = _ => """
            {"data":{"things":[{"__typename":"Ball","size":1},{"__typename":"Cube","size":2}],"color":"HIDDEN"}}
            """;

        using var answer = JsonDocument.Parse(await gateway.RunAsync("{ things { size } color }"));

        Assert.Equal(
            """{"things":[{"size":1},null],"color":null}""", answer.RootElement.GetProperty("data").GetRawText());
        Assert.Equal(
            "SOURCE_INVALID_RESPONSE things.1, SOURCE_INVALID_RESPONSE color",
            StubGateway.ErrorsOf(answer.RootElement));
    }

    [Fact]
    public async Task Sources_that_disagree_on_what_an_object_is_do_not_mix()
    {
        const string Shared = """
            type Query { it: Thing @shareable }
            interface Thing { size: Int }
            type Ball implements Thing { size: Int @shareable
            """;
        var gateway = new StubGateway(
            ("a", $"{Link}{Shared} a: Int }} type Cube implements Thing {{ size: Int @shareable }}"),
            ("b", $"{Link}{Shared} b: Int }} type Cube implements Thing {{ size: Int @shareable x: Int y: Int }}"));
        gateway["a"].Answer = _ => """{"data":{"it":{"__typename":"Ball","a":1}}}""";
        gateway["b"].Answer = _ => """{"data":{"it":{"__typename":"Cube","x":2,"y":3}}}""";

        using var answer = JsonDocument.Parse(
            await gateway.RunAsync("{ it { ... on Ball { a b } ... on Cube { x y } } }"));

        // Whoever is heard first decides.
        string[] either = ["""{"it":{"a":1,"b":null}}""", """{"it":{"x":2,"y":3}}"""];
        Assert.Contains(answer.RootElement.GetProperty("data").GetRawText(), either);
    }

    [Fact]
    public async Task A_root_type_of_another_name_is_read_where_it_is_a_unions_member()
    {
        var gateway = new StubGateway(
            ("a", Link + """
                schema { query: Start }
                type Start { found: [Found] size: Int @shareable }
                union Found = Start | Book
                type Book @key(fields: "id") { id: ID! }
                """),
            ("b", Link + """
                schema { query: Begin }
                type Begin { other: [Found] weight: Int }
                union Found = Begin | Book
                type Book @key(fields: "id") { id: ID! title: String }
                """));
        gateway["a"].Answer = _ => """
            {"data":{"found":[{"__typename":"Start","size":1},{"__typename":"Book","id":"1"}]}}
            """;
        gateway["b"].Answer = call => call.Contains("_entities", StringComparison.Ordinal)
            ? """{"data":{"_entities":[{"title":"t"}]}}"""
            : """{"data":{"weight":2}}""";

        var answer = await gateway.RunAsync(
            "{ found { __typename ... on Query { size weight } ... on Book { title } } }");

        Assert.Equal(
            """{"data":{"found":[{"__typename":"Query","size":1,"weight":2},{"__typename":"Book","title":"t"}]}}""",
            answer);
        Assert.Contains("...on Start{size}", Assert.Single(gateway["a"].Calls));
    }
}
