using System.Text;
using Gateway.Common.Endpoints;
using Gateway.Common.Primitives;

namespace Gateway.Common.Tests.Endpoints;

public sealed class EndpointBinderTests
{
    [Theory]
    [InlineData("GET", "/v1/invoices/7", "", """{"id":"7"}""")]
    [InlineData("GET", "/v1/invoices/a\"}", "", """{"id":"a\u0022}"}""")]
    [InlineData("GET", "/v1/customers/c/invoices?status=PAID&page=3", "", """{"id":"c","status":"PAID","page":3}""")]
    [InlineData("GET", "/v1/customers/c/invoices", "", """{"id":"c"}""")]
    [InlineData("GET", "/v2/search?statuses=OPEN&text=%C3%A4&statuses=PAID", "", """{"text":"\u00E4","statuses":["OPEN","PAID"]}""")]
    [InlineData("GET", "/v2/search?ratio=-1.5e3&open=true&since=2026-01-01T00:00:00Z", "",
        """{"ratio":-1.5e3,"open":true,"since":"2026-01-01T00:00:00Z"}""")]
    [InlineData("POST", "/v1/invoices/7/payments", """ {"amount": 1.50} """, """{"id":"7","payment":{"amount": 1.50}}""")]
    [InlineData("POST", "/v1/invoices/7/payments", "null", """{"id":"7","payment":null}""")]
    [InlineData("POST", "/v1/invoices/7/notes", """{"tags":["a"],"text":"t"}""", """{"id":"7","tags":["a"],"text":"t"}""")]
    public void A_request_becomes_variables(string method, string target, string body, string variables) =>
        Assert.Equal(variables, Bind(method, target, body));

    [Theory]
    [InlineData("/v1/customers/c/invoices?state=1", "PARAMETER_UNKNOWN", "\"state\"")]
    [InlineData("/v1/customers/c/invoices?id=d", "PARAMETER_UNKNOWN", "\"id\"")]
    [InlineData("/v1/customers/c/invoices?Page=1", "PARAMETER_UNKNOWN", "\"Page\"")]
    [InlineData("/v1/customers/c/invoices?status=paid", "PARAMETER_INVALID", "\"status\"")]
    [InlineData("/v1/customers/c/invoices?status=", "PARAMETER_INVALID", "\"status\"")]
    [InlineData("/v1/customers/c/invoices?page=1&page=2", "PARAMETER_INVALID", "\"page\"")]
    [InlineData("/v1/customers/c/invoices?page=1.5", "PARAMETER_INVALID", "\"page\"")]
    [InlineData("/v1/customers/c/invoices?page=%201", "PARAMETER_INVALID", "\"page\"")]
    [InlineData("/v1/customers/c/invoices?page=+1", "PARAMETER_INVALID", "\"page\"")]
    [InlineData("/v1/customers/c/invoices?page=01", "PARAMETER_INVALID", "\"page\"")]
    [InlineData("/v1/customers/c/invoices?page=2147483648", "PARAMETER_INVALID", "\"page\"")]
    [InlineData("/v1/customers/c/invoices?page=1,\"id\":2", "PARAMETER_INVALID", "\"page\"")]
    [InlineData("/v1/customers/c/invoices?page=", "PARAMETER_INVALID", "\"page\"")]
    [InlineData("/v1/customers/a%2Fb/invoices", "PARAMETER_INVALID", "\"id\"")]
    [InlineData("/v2/search?ratio=NaN", "PARAMETER_INVALID", "\"ratio\"")]
    [InlineData("/v2/search?ratio=1e999", "PARAMETER_INVALID", "\"ratio\"")]
    [InlineData("/v2/search?open=1", "PARAMETER_INVALID", "\"open\"")]
    [InlineData("/v2/search?open=TRUE", "PARAMETER_INVALID", "\"open\"")]
    [InlineData("/v2/search?text=a%00b", "PARAMETER_INVALID", "\"text\"")]
    [InlineData("/v2/search?statuses=OPEN&statuses=X", "PARAMETER_INVALID", "\"statuses\"")]
    public void A_wrong_parameter_is_refused_by_name(string target, string code, string named) =>
        Check("GET", target, "", code, named);

    [Theory]
    [InlineData("payments", "", "BODY_INVALID", "needed")]
    [InlineData("payments", " ", "BODY_INVALID", "JSON")]
    [InlineData("payments", "{", "BODY_INVALID", "line 1")]
    [InlineData("payments", "{}, \"id\": \"other\"", "BODY_INVALID", "JSON")]
    [InlineData("payments", "{} {}", "BODY_INVALID", "JSON")]
    [InlineData("payments?method=CARD", "{}", "PARAMETER_UNKNOWN", "\"method\"")]
    [InlineData("notes", "[]", "BODY_INVALID", "object")]
    [InlineData("notes", "{\"text\":\"t\"}, \"id\": 1", "BODY_INVALID", "JSON")]
    [InlineData("notes", "{\"text\":\"t\"", "BODY_INVALID", "JSON")]
    [InlineData("notes", "{\"text\":\"t\",\"id\":\"8\"}", "PARAMETER_UNKNOWN", "\"id\"")]
    [InlineData("notes", "{\"text\":\"t\",\"te\\u0078t\":\"u\"}", "PARAMETER_INVALID", "\"text\"")]
    [InlineData("notes", "{\"tags\":[]}", "PARAMETER_MISSING", "\"text\"")]
    public void A_wrong_body_is_refused(string path, string body, string code, string named) =>
        Check("POST", $"/v1/invoices/7/{path}", body, code, named);

    [Fact]
    public void A_body_of_very_many_brackets_is_refused() =>
        Check("POST", "/v1/invoices/7/payments", new string('[', 1_000_000), "BODY_INVALID", "64 levels");

    [Fact]
    public void Very_many_query_parameters_are_refused() => Check(
        "GET", "/v2/search?" + string.Join('&', Enumerable.Repeat("statuses=OPEN", 129)), "", "PARAMETER_INVALID", "128");

    [Fact]
    public void A_very_long_value_is_refused() =>
        Check("GET", "/v2/search?text=" + new string('a', 4_097), "", "PARAMETER_INVALID", "4096");

    private static void Check(string method, string target, string body, string code, string named)
    {
        var (endpoint, input) = EndpointFixture.Request(method, target, body);
        using var output = new PooledBytes();
        var problem = EndpointBinder.Bind(endpoint, input, output);

        Assert.Equal(code, problem?.Kind.Code);
        Assert.Equal(400, problem?.Kind.Status);
        Assert.Contains(named, problem?.Detail, StringComparison.Ordinal);
    }

    private static string Bind(string method, string target, string body)
    {
        var (endpoint, input) = EndpointFixture.Request(method, target, body);
        using var output = new PooledBytes();
        Assert.Null(EndpointBinder.Bind(endpoint, input, output)?.Detail);
        return Encoding.UTF8.GetString(output.Span);
    }
}
