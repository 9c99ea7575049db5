using System.Text.Json;
using Gateway.Common.Results;
using Gateway.Common.Tests.Execution;

namespace Gateway.Common.Tests.Results;

/// <summary>Errors and nulls as GraphQL §6.4.4 has them, over one source that answers what a case says.</summary>
public sealed class ResponseWriterTests
{
    private const string Sdl = """
        type Query {
          a: Int b: Int! item: Item required: Item!
          list: [Int] listOfRequired: [Int!] requiredList: [Int]! requiredOfRequired: [Int!]!
          items: [Item!] grid: [[Int!]] node: Node
        }
        type Item { id: Int! name: String child: Item requiredChild: Item! }
        interface Node { id: Int }
        type A implements Node { id: Int a: Int! }
        type B implements Node { id: Int }
        """;

    /// <summary>Operation, the source's data, the response's data, and its errors as code and path.</summary>
    public static TheoryData<string, string, string, string> Cases { get; } = new()
    {
        { "{ a b }", """{"a":null,"b":1}""", """{"a":null,"b":1}""", "" },
        { "{ a b }", """{"a":1,"b":null}""", "null", "NULL_FOR_NON_NULL b" },
        { "{ a b }", """{"a":1}""", "null", "SOURCE_INVALID_RESPONSE b" },
        { "{ a b }", """{"b":1}""", """{"a":null,"b":1}""", "SOURCE_INVALID_RESPONSE a" },
        {
            "{ x: item { y: id } a }",
            """{"item":{"id":null},"a":1}""",
            """{"x":null,"a":1}""",
            "NULL_FOR_NON_NULL x.y"
        },
        { "{ required { id } }", """{"required":{"id":null}}""", "null", "NULL_FOR_NON_NULL required.id" },
        {
            "{ item { id child { requiredChild { id } } } }",
            """{"item":{"id":1,"child":{"requiredChild":{"id":null}}}}""",
            """{"item":{"id":1,"child":null}}""",
            "NULL_FOR_NON_NULL item.child.requiredChild.id"
        },
        { "{ list }", """{"list":[1,null]}""", """{"list":[1,null]}""", "" },
        {
            "{ l: listOfRequired a }",
            """{"listOfRequired":[1,null,null],"a":1}""",
            """{"l":null,"a":1}""",
            "NULL_FOR_NON_NULL l.1"
        },
        { "{ requiredList }", """{"requiredList":[null]}""", """{"requiredList":[null]}""", "" },
        { "{ requiredList a }", """{"requiredList":null,"a":1}""", "null", "NULL_FOR_NON_NULL requiredList" },
        {
            "{ requiredOfRequired }",
            """{"requiredOfRequired":[null]}""",
            "null",
            "NULL_FOR_NON_NULL requiredOfRequired.0"
        },
        {
            "{ items { id } a }",
            """{"items":[{"id":1},{"id":null}],"a":1}""",
            """{"items":null,"a":1}""",
            "NULL_FOR_NON_NULL items.1.id"
        },
        {
            "{ grid }",
            """{"grid":[[1],[2,null],null]}""",
            """{"grid":[[1],null,null]}""",
            "NULL_FOR_NON_NULL grid.1.1"
        },
        {
            "{ items { id name } list }",
            """{"items":[{"id":1,"name":7}],"list":["x",2]}""",
            """{"items":[{"id":1,"name":null}],"list":[null,2]}""",
            "SOURCE_INVALID_RESPONSE items.0.name, SOURCE_INVALID_RESPONSE list.0"
        },
        {
            "{ node { __typename id ... on A { a } } }",
            """{"node":{"__typename":"B","id":1}}""",
            """{"node":{"__typename":"B","id":1}}""",
            ""
        },
        {
            "{ node { kind: __typename ... on A { a } } }",
            """{"node":{"__typename":"A","a":null}}""",
            """{"node":null}""",
            "NULL_FOR_NON_NULL node.a"
        },
        { "{ a @skip(if: true) b }", """{"b":1}""", """{"b":1}""", "" },
        { "{ a @include(if: false) }", "{}", "{}", "" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public Task A_null_goes_up_to_where_it_may_stand(
        string operation, string data, string expected, string errors) => Check(operation, data, expected, errors);

    /// <summary>Variables, and the response to fields that they choose.</summary>
    [Theory]
    [InlineData("""{"x":true,"y":true}""", """{"a":1,"b":2,"item":{"id":3,"name":"n"}}""")]
    [InlineData("""{"x":true,"y":false}""", """{"a":1,"item":{"id":3,"name":"n"}}""")]
    [InlineData("""{"x":false,"y":true}""", """{"b":2,"item":{"name":"n"}}""")]
    [InlineData("""{"x":false,"y":false}""", """{}""")]
    public Task Conditions_choose_what_is_written(string variables, string expected) => Check(
        """
        query ($x: Boolean!, $y: Boolean!) {
          a @include(if: $x) b @include(if: $y)
          item @include(if: $x) { id name } item @include(if: $y) { name }
        }
        """,
        """{"a":1,"b":2,"item":{"id":3,"name":"n"}}""",
        expected,
        "",
        variables);

    [Fact]
    public async Task Errors_past_the_bound_are_counted_but_not_written()
    {
        var gateway = new StubGateway(("s", Sdl));
        var values = string.Join(',', Enumerable.Repeat("\"x\"", ResponseWriter.ErrorsMax * 2));
        gateway["s"].Answer = _ => $$$"""{"data":{"list":[{{{values}}}]}}""";

        using var reply = await gateway.SendAsync(StubGateway.Request("{ list }"));

        var written = JsonDocument.Parse(reply.Body).RootElement.GetProperty("errors").GetArrayLength();
        Assert.Equal((ResponseWriter.ErrorsMax * 2, ResponseWriter.ErrorsMax), (reply.ErrorCount, written));
    }

    [Fact]
    public async Task Errors_past_the_bound_are_written_where_a_field_would_be_null_without_a_word()
    {
        var gateway = new StubGateway(("s", Sdl));
        var values = string.Join(',', Enumerable.Repeat("\"x\"", ResponseWriter.ErrorsMax));
        gateway["s"].Answer = _ => $$$"""{"data":{"list":[{{{values}}}],"a":"x","node":[]}}""";

        using var reply = await gateway.SendAsync(StubGateway.Request("{ list a node { id } }"));

        var errors = JsonDocument.Parse(reply.Body).RootElement.GetProperty("errors").EnumerateArray()
            .Select(static error => error.GetProperty("path")[0].GetString()!).ToList();
        Assert.Equal(ResponseWriter.ErrorsMax + 2, reply.ErrorCount);
        Assert.Equal(ResponseWriter.ErrorsMax, errors.Count(static field => field == "list"));
        Assert.Equal(["a", "node"], errors.Skip(ResponseWriter.ErrorsMax));
    }

    private static async Task Check(
        string operation, string answer, string expected, string errors, string variables = "")
    {
        var gateway = new StubGateway(("s", Sdl));
        gateway["s"].Answer = _ => $"{{\"data\":{answer}}}";

        using var response = JsonDocument.Parse(await gateway.RunAsync(operation, variables));

        Assert.Equal(expected, response.RootElement.GetProperty("data").GetRawText());
        Assert.Equal(errors, StubGateway.ErrorsOf(response.RootElement));
    }
}
