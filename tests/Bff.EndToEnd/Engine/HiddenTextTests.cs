using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Shop;
using Shop.Grpc;

namespace Bff.EndToEnd.Engine;

/// <summary>What a backend says about its failures stays in the gateway: clients get code, message and path.</summary>
public sealed class HiddenTextTests
{
    private const string Canary = "CANARY";
    private const string Me = "{ me { id email } }";
    private const string Reviews = "{ me { firstName } recentReviews(first: 1) { id title } }";
    private const string Invoices = "{ me { firstName invoices { total } } }";
    private const string Products = "{ me { orders(pageSize: 1) { items { lines { product { name } } } } } }";
    private const string Orders = "{ me { firstName orders { items { id } } } }";

    private static readonly string Deep = new string('[', 100) + new string(']', 100);

    /// <summary>Backend, document, status, content type, body, path and code.</summary>
    public static TheoryData<string, string, int, string, string, string> Answers => new()
    {
        { "accounts", Me, 500, "application/problem+json", Problem, "[\"me\"] SOURCE_UNAVAILABLE" },
        { "accounts", Me, 503, "text/plain", Canary, "[\"me\"] SOURCE_UNAVAILABLE" },
        { "accounts", Me, 409, "application/problem+json", Problem, "[\"me\"] CONFLICT" },
        { "accounts", Me, 400, "application/json",
            """{"code":"CANARY of many words","message":"CANARY"}""",
            "[\"me\"] INVALID_ARGUMENT" },
        { "accounts", Me, 401, "text/html", "<h1>CANARY</h1>", "[\"me\"] FORBIDDEN" },
        { "accounts", Me, 302, "text/html", "<a href=CANARY>", "[\"me\"] SOURCE_ERROR" },
        { "accounts", Me, 200, "text/html", Canary, "[\"me\"] SOURCE_INVALID_RESPONSE" },
        { "accounts", Me, 200, "application/json",
            """{"id":{"CANARY":1},"email":["CANARY"]}""",
            "[\"me\",\"id\"] SOURCE_INVALID_RESPONSE" },
        { "catalog", Products, 200, "application/json", """[{"CANARY":1},5,"CANARY"]""",
            "[\"me\",\"orders\",\"items\",0,\"lines\",0,\"product\",\"name\"] SOURCE_INVALID_RESPONSE" },
        { "orders", Orders, 13, "application/grpc", "CANARY%20secret", "[\"me\",\"orders\"] SOURCE_ERROR" },
        { "orders", Orders, 7, "application/grpc", Canary, "[\"me\",\"orders\"] FORBIDDEN" },
        { "orders", Orders, 99, "application/grpc", "%ff%zzCANARY", "[\"me\",\"orders\"] SOURCE_ERROR" },
        { "billing", Invoices, 500, "text/xml", Fault, "[\"me\",\"invoices\"] SOURCE_ERROR" },
        { "billing", Invoices, 200, "text/xml", Fault, "[\"me\",\"invoices\"] SOURCE_ERROR" },
        { "billing", Invoices, 500, "text/html", Canary, "[\"me\",\"invoices\"] SOURCE_UNAVAILABLE" },
        { "reviews", Reviews, 200, Json,
            """{"errors":[{"message":"CANARY","extensions":{"code":"CANARY"}}],"data":null}""",
            "[\"recentReviews\"] SOURCE_ERROR" },
        { "reviews", Reviews, 400, Json, """{"errors":[{"message":"CANARY"}]}""", "[\"recentReviews\"] SOURCE_ERROR" },
        { "reviews", Reviews, 500, Json, """{"errors":[{"message":"CANARY"}]}""", "[\"recentReviews\"] SOURCE_ERROR" },
        { "reviews", Reviews, 200, Json,
            Partial("""{"message":"CANARY","path":["recentReviews",0,"title"]}"""),
            "[\"recentReviews\",0,\"title\"] SOURCE_ERROR" },
        { "reviews", Reviews, 200, Json,
            Partial("""{"message":"\ud800CANARY","path":["recentReviews",0,"title"]}"""),
            "[\"recentReviews\",0,\"title\"] SOURCE_ERROR" },
        { "reviews", Reviews, 200, Json,
            Partial("""{"message":"CANARY","path":[true,null,{"a":1},[2]]}"""),
            "[\"recentReviews\",0,\"title\"] NULL_FOR_NON_NULL" },
        { "reviews", Reviews, 200, Json,
            Partial("""{"message":"CANARY","path":["\udc00"]}"""),
            "[\"recentReviews\",0,\"title\"] NULL_FOR_NON_NULL" },
        { "reviews", Reviews, 200, Json,
            Partial("{\"message\":\"CANARY\",\"extensions\":" + Deep + "}"),
            "[\"recentReviews\",0,\"title\"] NULL_FOR_NON_NULL" },
        { "reviews", Reviews, 200, Json,
            Partial("""{"message":"CANARY","path":["recentReviews",0.5]}"""),
            "[\"recentReviews\",0,\"title\"] NULL_FOR_NON_NULL" },
        { "reviews", Reviews, 200, Json, Partial("\"CANARY\""), "[\"recentReviews\",0,\"title\"] NULL_FOR_NON_NULL" },
    };

    private const string Json = "application/json";

    private const string Problem =
        """{"type":"https://x.example/CANARY words","title":"CANARY","detail":"CANARY","code":"CANARY code"}""";

    private const string Fault = """
        <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><e:Fault>
        <faultcode>e:CANARY</faultcode><faultstring>CANARY</faultstring><faultactor>CANARY</faultactor>
        <detail><CANARY xmlns="urn:CANARY">CANARY</CANARY></detail>
        </e:Fault></e:Body></e:Envelope>
        """;

    [Theory, MemberData(nameof(Answers))]
    public async Task What_a_backend_says_about_its_failure_is_not_in_the_answer(
        string backend, string document, int status, string contentType, string body, string error)
    {
        await using var gateway = await ShopGateway.StartAsync("Bff.Mobile", new ShopSetup
        {
            Resilience = ShopSetup.OneTry,
            Replacements = new Dictionary<string, Backend>
            {
                [backend] = contentType == "application/grpc"
                    ? await Start(backend, GrpcProtocol.Instance, context => FailGrpc(context, status, body))
                    : await Start(backend, BackendProtocol.Rest, context => Fail(context, status, contentType, body)),
            },
        });

        var text = await gateway.RunAsync(document);

        var first = JsonNode.Parse(text)!["errors"]![0]!;
        Assert.Equal(error, $"{first["path"]?.ToJsonString()} {first["extensions"]!["code"]}");
        Assert.DoesNotContain(Canary, text, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        Assert.DoesNotContain("customer_id", text, StringComparison.Ordinal);
    }

    private static string Partial(string error) =>
        $$"""{"data":{"recentReviews":[{"id":"r1","title":null}]},"errors":[{{error}}]}""";

    private static Task<Backend> Start(string name, BackendProtocol protocol, RequestDelegate answer) =>
        Backend.StartAsync(name, new BackendOptions(), null, (app, _) => app.Map("/{**path}", answer), protocol);

    private static Task Fail(HttpContext context, int status, string contentType, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.Headers["Server"] = Canary;
        context.Response.Headers.Location = $"/{Canary}";
        return context.Response.WriteAsync(body);
    }

    private static Task FailGrpc(HttpContext context, int status, string message)
    {
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = status.ToString(System.Globalization.CultureInfo.InvariantCulture);
        context.Response.Headers["grpc-message"] = message;
        context.Response.Headers["grpc-status-details-bin"] = "Q0FOQVJZ";
        return Task.CompletedTask;
    }
}
