using System.Text.Json;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Tests.Execution;

namespace Gateway.Common.Tests.Sources;

/// <summary>What GraphQL sources may answer, and what becomes of it.</summary>
public sealed class GraphQLAnswerTests
{
    private const string Products = """
        type Query { products: [Product!]! top: Product! }
        type Product @key(fields: "id") { id: ID! }
        """;

    private const string Reviews = """
        type Product @key(fields: "id") { id: ID! stars: Int review: Review }
        type Review { text: String! lines: [String] }
        """;

    private const string Three = """{"data":{"products":[{"id":"1"},{"id":"2"},{"id":"3"}]}}""";

    private const string Stars = """{"data":{"_entities":[{"stars":1},{"stars":2},{"stars":3}]},"errors":""";

    /// <summary>The second source's answer, and the response's products and errors.</summary>
    public static TheoryData<string, string, string> Answers { get; } = new()
    {
        { "entities in order", """{"data":{"_entities":[{"stars":1},{"stars":2},{"stars":3}]}}""", "1 2 3" },
        { "a null entity", """{"data":{"_entities":[{"stars":1},null,{"stars":3}]}}""", "1 null 3" },
        { "fewer entities", """{"data":{"_entities":[{"stars":1}]}}""", "INVALID INVALID INVALID" },
        {
            "more entities",
            """{"data":{"_entities":[{"stars":1},{"stars":2},{"stars":3},{"stars":4}]}}""",
            "INVALID INVALID INVALID"
        },
        { "no entity", """{"data":{"_entities":[]}}""", "INVALID INVALID INVALID" },
        { "a wrong kind", """{"data":{"_entities":[{"stars":1},7,{"stars":"x"}]}}""", "1 INVALID INVALID" },
        { "no list", """{"data":{"_entities":{}}}""", "INVALID INVALID INVALID" },
        { "null for all", """{"data":{"_entities":null}}""", "INVALID INVALID INVALID" },
        { "null data", """{"data":null}""", "INVALID INVALID INVALID" },
        { "empty data", """{"data":{}}""", "INVALID INVALID INVALID" },
        { "nothing", "", "INVALID INVALID INVALID" },
        { "an empty object", "{}", "INVALID INVALID INVALID" },
        { "garbage", "<html>", "INVALID INVALID INVALID" },
        { "cut text", "{\"data\":{\"_entities\":[{\"stars\":1},", "INVALID INVALID INVALID" },
        {
            "text cut behind the list: it is whole and stays",
            """{"data":{"_entities":[{"stars":1},{"stars":2},{"stars":3}]""",
            "1 2 3 + INVALID"
        },
        { "trailing text", """{"data":{"_entities":[]}} x""", "INVALID INVALID INVALID" },
        { "errors alone", """{"errors":[{"message":"secret"}]}""", "ERROR ERROR ERROR" },
        { "errors and null data", """{"data":null,"errors":[{"message":"secret"}]}""", "ERROR ERROR ERROR" },
        {
            "errors first",
            """{"errors":[{"message":"m","path":["_entities",0,"stars"]}],"data":{"_entities":[{"stars":null},{"stars":2},{"stars":3}]}}""",
            "ERROR 2 3"
        },
        {
            "an entity's error",
            """{"data":{"_entities":[{"stars":1},null,{"stars":3}]},"errors":[{"message":"m","path":["_entities",1]}]}""",
            "1 ERROR 3"
        },
        {
            "a field's error",
            """{"data":{"_entities":[{"stars":1},{"stars":null},{"stars":3}]},"errors":[{"path":["_entities",1,"stars"],"message":"m"}]}""",
            "1 ERROR 3"
        },
        {
            "an error of all",
            """{"data":{"_entities":null},"errors":[{"message":"m","path":["_entities"]}]}""",
            "ERROR ERROR ERROR"
        },
        {
            "an error without path",
            Stars + """[{"message":"m"}]}""",
            "1 2 3 + ERROR"
        },
        {
            "a path to a value",
            Stars + """[{"message":"m","path":["_entities",0,"stars"]}]}""",
            "1 2 3 + ERROR"
        },
        {
            "a path past the end",
            Stars + """[{"message":"m","path":["_entities",9]}]}""",
            "1 2 3 + ERROR"
        },
        {
            "a path of wrong kinds",
            Stars + """[{"message":"m","path":[true,{"a":1},1.5,null]}]}""",
            "1 2 3 + ERROR"
        },
        {
            "a path of half a letter",
            Stars + """[{"message":"\ud800","path":["\ud800"]}]}""",
            "1 2 3 + ERROR"
        },
        {
            "an error of half a letter",
            Stars + """[{"\ud800":1}]}""",
            "1 2 3 + ERROR"
        },
        {
            "deep errors",
            Stars + $$"""[{"x":{{new string('[', 100)}}{{new string(']', 100)}}}]}""",
            "1 2 3 + ERROR"
        },
        {
            "no errors after all",
            Stars + """[]}""",
            "1 2 3"
        },
        { "null errors", Stars + """null}""", "1 2 3" },
        {
            "wrong errors",
            Stars + """[1,"x"]}""",
            "1 2 3 + ERROR + ERROR"
        },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_reaches_the_rows_it_is_for(string meaning, string answer, string expected)
    {
        var gateway = Gateway();
        gateway["reviews"].Answer = _ => answer;

        var actual = Summary(await gateway.RunAsync("{ products { stars } }"));

        Assert.True(expected == actual, $"{meaning}: {actual}");
    }

    [Theory]
    [InlineData("text/html", 200)]
    [InlineData(null, 200)]
    [InlineData("application/xml", 500)]
    public async Task Another_content_type_is_never_read(string? mediaType, int status)
    {
        var gateway = Gateway();
        gateway["reviews"].Answer = _ => """{"data":{"_entities":[{"stars":1},{"stars":2},{"stars":3}]}}""";
        gateway["reviews"].MediaType = mediaType;
        gateway["reviews"].Status = status;

        Assert.Equal("INVALID INVALID INVALID", Summary(await gateway.RunAsync("{ products { stars } }")));
    }

    [Theory]
    [InlineData(SourceFailureKind.Timeout, "SOURCE_TIMEOUT")]
    [InlineData(SourceFailureKind.Unavailable, "SOURCE_UNAVAILABLE")]
    [InlineData(SourceFailureKind.CircuitOpen, "SOURCE_CIRCUIT_OPEN")]
    public async Task A_failed_call_leaves_the_rest_and_a_typed_error(object kind, string code)
    {
        var gateway = Gateway();
        gateway["reviews"].Failure = new SourceFailure((SourceFailureKind)kind, "secret detail");

        var answer = await gateway.RunAsync("{ products { id stars } }");

        Assert.StartsWith("""{"data":{"products":[{"id":"1","stars":null},""", answer, StringComparison.Ordinal);
        Assert.Contains($"{code} products.0.stars, ", ErrorsOf(answer), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_below_a_nested_alias_has_the_clients_path()
    {
        var gateway = Gateway();
        gateway["reviews"].Answer = _ =>
            """
            {"data":{"_entities":[{"review":{"text":"a","lines":["b",null]}},null,null]},
             "errors":[{"message":"secret","path":["_entities",0,"review","lines",1]}]}
            """;

        var answer = await gateway.RunAsync("{ p: products { r: review { l: lines } } }");

        Assert.Equal("SOURCE_ERROR p.0.r.l.1", ErrorsOf(answer));
        Assert.DoesNotContain("secret", answer, StringComparison.Ordinal);
    }

    private static string ErrorsOf(string response)
    {
        using var json = JsonDocument.Parse(response);
        return StubGateway.ErrorsOf(json.RootElement);
    }

    private static StubGateway Gateway()
    {
        var gateway = new StubGateway(("products", Products), ("reviews", Reviews));
        gateway["products"].Answer = _ => Three;
        return gateway;
    }

    /// <summary>Each product's stars, or its error's code; then the codes of errors without a place.</summary>
    private static string Summary(string response)
    {
        using var json = JsonDocument.Parse(response);
        var codes = new Dictionary<string, string>();
        var others = new List<string>();
        foreach (var error in json.RootElement.TryGetProperty("errors", out var errors) ? errors.EnumerateArray() : [])
        {
            var code = error.GetProperty("extensions").GetProperty("code").GetString()! switch
            {
                "SOURCE_INVALID_RESPONSE" => "INVALID",
                "SOURCE_ERROR" => "ERROR",
                var other => other,
            };
            if (error.TryGetProperty("path", out var path))
            {
                codes.Add(path[1].ToString(), code);
            }
            else
            {
                others.Add(code);
            }
        }

        var products = json.RootElement.GetProperty("data").GetProperty("products").EnumerateArray()
            .Select((product, index) => codes.GetValueOrDefault($"{index}", product.GetProperty("stars").GetRawText()));
        return string.Join(' ', products) + string.Concat(others.Select(code => $" + {code}"));
    }
}
