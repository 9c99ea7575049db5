using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gateway.Common.Endpoints;
using Gateway.Common.Pipeline;
using Gateway.Common.Policies.Caching;
using Gateway.Common.Policies.Identity;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Primitives;

namespace Gateway.Common.Tests.Endpoints;

public sealed class EndpointRunnerTests
{
    [Theory]
    [InlineData("""{"data":{"invoice":{"id":"7"}}}""", 200, """{"id":"7"}""")]
    [InlineData("""{"extensions":{"a":{}},"data":{"invoice":[1,{"data":2}]}}""", 200, """[1,{"data":2}]""")]
    [InlineData("""{"data":{"invoice":"}"}}""", 200, "\"}\"")]
    [InlineData("""{"data":{"invoice":false},"errors":[]}""", 200, "false")]
    public async Task The_root_fields_value_is_the_answer(string body, int status, string expected)
    {
        using var answer = await RunAsync("/v1/invoices/7", body);

        Assert.Equal(status, answer.Status);
        Assert.Equal("application/json", answer.MediaType);
        Assert.Equal(expected, Encoding.UTF8.GetString(answer.Body.Span));
        Assert.Null(answer.Partial);
    }

    [Theory]
    [InlineData("""{"data":{"invoice":null}}""", 404, "NOT_FOUND")]
    [InlineData("""{"data":{"invoice":null},"errors":[<NOT_FOUND>]}""", 404, "NOT_FOUND")]
    [InlineData("""{"data":null,"errors":[<SOURCE_TIMEOUT>]}""", 504, "SOURCE_TIMEOUT")]
    [InlineData("""{"data":{"invoice":{}},"errors":[<SOURCE_UNAVAILABLE>]}""", 503, "SOURCE_UNAVAILABLE")]
    [InlineData("""{"errors":[<CONFLICT>,<NOT_FOUND>]}""", 409, "CONFLICT")]
    [InlineData("""{"data":null,"errors":[<THEIR_OWN_CODE>]}""", 502, "SOURCE_ERROR")]
    [InlineData("""{"data":null,"errors":[{"message":"SECRET"}]}""", 502, "SOURCE_ERROR")]
    [InlineData("""{"data":null,"errors":[{"extensions":{"code":{"code":"NOT_FOUND"}}}]}""", 502, "SOURCE_ERROR")]
    public async Task An_error_is_a_problem_without_the_words_of_a_source(string body, int status, string code)
    {
        using var answer = await RunAsync("/v1/invoices/7", body);
        var problem = Encoding.UTF8.GetString(answer.Body.Span);

        Assert.Equal(status, answer.Status);
        Assert.Equal("application/problem+json", answer.MediaType);
        Assert.Contains($"\"status\":{status},\"code\":\"{code}\",\"correlationId\":\"c-1\"}}", problem, StringComparison.Ordinal);
        Assert.Contains($"\"type\":\"about:blank#{code}\"", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", problem, StringComparison.Ordinal);
        Assert.Equal("no-store, private", answer.CacheControl);
    }

    [Theory]
    [InlineData("\"fault\":\"InvoiceAlreadyPaidFault\"", "INVOICE_ALREADY_PAID")]
    [InlineData("\"fault\":\"VATMissingException\"", "VAT_MISSING")]
    [InlineData("\"fault\":\"Error404Gone\"", "ERROR404_GONE")]
    [InlineData("\"fault\":\"out-of.stock\"", "OUT_OF_STOCK")]
    [InlineData("\"fault\":\"NO_STOCK\"", "NO_STOCK")]
    [InlineData("\"fault\":\"Fault\"", "FAULT")]
    [InlineData("\"fault\":\"{urn:x}Gone\"", null)]
    [InlineData("\"fault\":{\"a\":1}", null)]
    [InlineData("\"other\":\"AlreadyPaid\"", null)]
    public async Task A_fault_that_a_contract_names_is_told_as_a_reason(string member, string? reason)
    {
        using var answer = await RunAsync(
            "/v1/invoices/7", $$$"""{"data":null,"errors":[{"extensions":{{{{member}}},"code":"CONFLICT"}}]}""");
        using var problem = JsonDocument.Parse(answer.Body);

        Assert.Equal(409, answer.Status);
        Assert.Equal(
            reason, problem.RootElement.TryGetProperty("reason", out var told) ? told.GetString() : null);
        Assert.False(problem.RootElement.TryGetProperty("fault", out _));
    }

    [Theory]
    [InlineData("/v1/customers/c/invoices", """{"id":1,"name":null}""", 200, "SOURCE_TIMEOUT,SOURCE_ERROR")]
    [InlineData("/v1/customers/c/invoices", "null", 504, null)]
    [InlineData("/v1/invoices/7", """{"id":1}""", 504, null)]
    public async Task Only_an_endpoint_that_says_so_answers_in_part(
        string path, string value, int status, string? partial)
    {
        using var answer = await RunAsync(
            path, $$"""{"data":{"x":{{value}}},"errors":[<SOURCE_TIMEOUT>,<OWN>,<SOURCE_TIMEOUT>,<OWN2>]}""");

        Assert.Equal(status, answer.Status);
        Assert.Equal(partial, answer.Partial);
        Assert.Equal("no-store, private", answer.CacheControl);
        Assert.Null(answer.EntityTag);
    }

    [Fact]
    public async Task A_known_entity_tag_is_answered_with_304_and_no_body()
    {
        const string Body = """{"data":{"invoice":{"id":"7"}}}""";
        using var first = await RunAsync("/v1/invoices/7", Body);
        using var second = await RunAsync("/v1/invoices/7", Body, ifNoneMatch: first.EntityTag?.Value);
        using var other = await RunAsync("/v1/invoices/7", Body, ifNoneMatch: "\"other\"");

        Assert.Equal((200, 304, 200), (first.Status, second.Status, other.Status));
        Assert.True(second.Body.IsEmpty);
        Assert.Equal(first.EntityTag, second.EntityTag);
        Assert.Equal("public, max-age=60", second.CacheControl);
    }

    [Fact]
    public async Task A_mutation_answers_with_its_status_and_no_entity_tag()
    {
        using var answer = await RunAsync(
            "/v1/invoices/7/payments", """{"data":{"payInvoice":{"id":"p"}}}""", method: "POST", body: "{\"amount\":1}");

        Assert.Equal(201, answer.Status);
        Assert.Null(answer.EntityTag);
    }

    [Theory]
    [InlineData("RATE_LIMITED", 429, 429, "RATE_LIMITED")]
    [InlineData("VARIABLE_INVALID", 400, 400, "VARIABLE_INVALID")]
    [InlineData("FIELD_UNKNOWN", 400, 500, "INTERNAL_ERROR")]
    public async Task A_refusal_keeps_its_code_unless_the_hosts_own_document_is_wrong(
        string refusal, int refusalStatus, int status, string code)
    {
        var error = RequestError.Of(refusal, refusalStatus, "words");
        using var answer = await RunAsync("/v1/invoices/7", _ => GatewayReply.Refused(error));
        var problem = Encoding.UTF8.GetString(answer.Body.Span);

        Assert.Equal(status, answer.Status);
        Assert.Contains($"\"code\":\"{code}\"", problem, StringComparison.Ordinal);
        Assert.Equal(code == refusal, problem.Contains("\"detail\":\"words\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("VARIABLES_MALFORMED", "PARAMETER_UNKNOWN")]
    [InlineData("RATE_LIMITED", "RATE_LIMITED")]
    [InlineData("UNAUTHENTICATED", "UNAUTHENTICATED")]
    public async Task A_request_that_does_not_fit_passes_the_guards_all_the_same(string refusal, string code)
    {
        using var answer = await RunAsync("/v1/invoices/7?x=1", request =>
        {
            Assert.Equal("[]", Encoding.UTF8.GetString(request.Variables.Span));
            return GatewayReply.Refused(RequestError.Of(refusal, 400, "words"));
        });

        Assert.Contains($"\"code\":\"{code}\"", Encoding.UTF8.GetString(answer.Body.Span), StringComparison.Ordinal);
    }

    private static ValueTask<EndpointAnswer> RunAsync(
        string target, string response, string method = "GET", string body = "", string? ifNoneMatch = null) =>
        RunAsync(target, _ => Executed(response), method, body, ifNoneMatch);

    private static ValueTask<EndpointAnswer> RunAsync(
        string target,
        Func<GatewayRequest, GatewayReply> answer,
        string method = "GET",
        string body = "",
        string? ifNoneMatch = null)
    {
        var (endpoint, input) = EndpointFixture.Request(method, target, body);
        var call = new EndpointCall
        {
            Caller = ClientIdentity.Anonymous,
            ClientAddress = "here",
            CorrelationId = "c-1",
            Deadline = CallDeadline.None,
            FindHeader = _ => null,
            IfNoneMatch = ifNoneMatch,
        };
        return new EndpointRunner(StubStage.PipelineOf(request =>
        {
            Assert.True(request.IsHostDocument);
            Assert.Equal(endpoint.Name, request.OperationName);
            Assert.Equal(method == "GET", request.IsReadOnly);
            return answer(request);
        })).RunAsync(endpoint, input, call, TestContext.Current.CancellationToken);
    }

    private static GatewayReply Executed(string response)
    {
        var bytes = new PooledBytes();
        var text = Regex.Replace(
            response, "<(\\w+)>", """{"message":"SECRET words","path":["invoice"],"extensions":{"code":"$1"}}""");
        bytes.Write(Encoding.UTF8.GetBytes(text));
        return GatewayReply.Executed(bytes, 0, new CachePolicy(TimeSpan.FromMinutes(1), CacheScope.Public));
    }
}
