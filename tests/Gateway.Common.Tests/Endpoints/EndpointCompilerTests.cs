using System.Text;
using Gateway.Common.Endpoints;
using Gateway.Common.Pipeline;

namespace Gateway.Common.Tests.Endpoints;

public sealed class EndpointCompilerTests
{
    [Theory]
    [InlineData("query Q @endpoint { invoice(id: 1) { id } }", "ENDPOINT_DIRECTIVE_INVALID")]
    [InlineData("query Q @endpoint(path: 1) { invoice(id: 1) { id } }", "ENDPOINT_DIRECTIVE_INVALID")]
    [InlineData("query Q @endpoint(path: \"/v1/a\", method: HEAD) { invoice(id: 1) { id } }", "ENDPOINT_DIRECTIVE_INVALID")]
    [InlineData("query Q @endpoint(path: \"/v1/a\", method: \"GET\") { invoice(id: 1) { id } }", "ENDPOINT_DIRECTIVE_INVALID")]
    [InlineData("query Q @endpoint(path: \"/v1/a\", status: 204) { invoice(id: 1) { id } }", "ENDPOINT_DIRECTIVE_INVALID")]
    [InlineData("query Q @endpoint(path: \"/v1/a\", partial: 1) { invoice(id: 1) { id } }", "ENDPOINT_DIRECTIVE_INVALID")]
    [InlineData("query Q @endpoint(path: \"/v1/a\", auth: true) { invoice(id: 1) { id } }", "ENDPOINT_DIRECTIVE_INVALID")]
    [InlineData("query Q @endpoint(path: \"/v1/a\") @endpoint(path: \"/v1/b\") { invoice(id: 1) { id } }", "ENDPOINT_DIRECTIVE_INVALID")]
    [InlineData("mutation M @endpoint(path: \"/v1/a\", method: GET) { note(id: 1, text: \"\") }", "ENDPOINT_DIRECTIVE_INVALID")]
    [InlineData("query Q @endpoint(path: \"/a\") { invoice(id: 1) { id } }", "ENDPOINT_PATH_INVALID")]
    [InlineData("query Q @endpoint(path: \"/v1\") { invoice(id: 1) { id } }", "ENDPOINT_PATH_INVALID")]
    [InlineData("query Q @endpoint(path: \"/v0/a\") { invoice(id: 1) { id } }", "ENDPOINT_PATH_INVALID")]
    [InlineData("query Q @endpoint(path: \"v1/a\") { invoice(id: 1) { id } }", "ENDPOINT_PATH_INVALID")]
    [InlineData("query Q @endpoint(path: \"/v1/a/\") { invoice(id: 1) { id } }", "ENDPOINT_PATH_INVALID")]
    [InlineData("query Q @endpoint(path: \"/v1//a\") { invoice(id: 1) { id } }", "ENDPOINT_PATH_INVALID")]
    [InlineData("query Q @endpoint(path: \"/v1/../a\") { invoice(id: 1) { id } }", "ENDPOINT_PATH_INVALID")]
    [InlineData("query Q @endpoint(path: \"/v1/a b\") { invoice(id: 1) { id } }", "ENDPOINT_PATH_INVALID")]
    [InlineData("query Q @endpoint(path: \"/v1/a-{id}\") { invoice(id: 1) { id } }", "ENDPOINT_PATH_INVALID")]
    [InlineData("query Q($id: ID!) @endpoint(path: \"/v1/{id}/{id}\") { invoice(id: $id) { id } }", "ENDPOINT_PATH_INVALID")]
    [InlineData("query Q @endpoint(path: \"/v1/{1}\") { invoice(id: 1) { id } }", "ENDPOINT_PATH_INVALID")]
    [InlineData("query Q @endpoint(path: \"/v1/a/{id}\") { invoice(id: 1) { id } }", "ENDPOINT_PATH_VARIABLE_UNKNOWN")]
    [InlineData("query Q($id: ID) @endpoint(path: \"/v1/a/{id}\") { search(text: $id) { __typename } }", "ENDPOINT_PARAMETER_TYPE_INVALID")]
    [InlineData("query Q($p: PaymentInput!) @endpoint(path: \"/v1/a\") { pay(p: $p) }", "ENDPOINT_OPERATION_INVALID")]
    [InlineData("query Q($p: PayerInput!) @endpoint(path: \"/v1/a\") { invoice(id: $p) { id } }", "ENDPOINT_PARAMETER_TYPE_INVALID")]
    [InlineData("query Q($p: [[Int]]) @endpoint(path: \"/v1/a\") { invoice(id: $p) { id } }", "ENDPOINT_PARAMETER_TYPE_INVALID")]
    [InlineData("query Q($p: Unknown) @endpoint(path: \"/v1/a\") { invoice(id: $p) { id } }", "ENDPOINT_OPERATION_INVALID")]
    [InlineData("query Q($p: ID!) @endpoint(path: \"/v1/a\", body: \"p\") { invoice(id: $p) { id } }", "ENDPOINT_BODY_INVALID")]
    [InlineData("mutation M($t: String!) @endpoint(path: \"/v1/a\", body: \"x\") { note(id: 1, text: $t) }", "ENDPOINT_BODY_INVALID")]
    [InlineData("mutation M($t: String!) @endpoint(path: \"/v1/{t}\", body: \"t\") { note(id: 1, text: $t) }", "ENDPOINT_BODY_INVALID")]
    [InlineData("query @endpoint(path: \"/v1/a\") { invoice(id: 1) { id } }", "ENDPOINT_OPERATION_INVALID")]
    [InlineData("query Q @endpoint(path: \"/v1/a\") { a: invoice(id: 1) { id } b: invoice(id: 1) { id } }", "ENDPOINT_OPERATION_INVALID")]
    [InlineData("query Q @endpoint(path: \"/v1/a\") { ... { invoice(id: 1) { id } } }", "ENDPOINT_OPERATION_INVALID")]
    [InlineData("subscription S @endpoint(path: \"/v1/a\") { invoice(id: 1) { id } }", "ENDPOINT_OPERATION_INVALID")]
    [InlineData("query Q @endpoint(path: \"/v1/a\") { invoice", "GRAPHQL_PARSE_FAILED")]
    public void A_wrong_endpoint_is_refused_at_start(string document, string code)
    {
        var compilation = EndpointFixture.Compile(document);

        Assert.Contains(compilation.Diagnostics, found => found.Code == code && found.File == "file0" && found.Line > 0);
        Assert.Empty(compilation.Table.Endpoints);
    }

    [Theory]
    [InlineData("/v1/a/{id}", "/v1/a/{number}")]
    [InlineData("/v1/a/{id}/b", "/v1/a/{id}/b")]
    public void Two_operations_of_one_method_and_path_shape_are_refused(string first, string second)
    {
        var compilation = EndpointFixture.Compile(
            $"query A($id: ID!) @endpoint(path: \"{first}\") {{ invoice(id: $id) {{ id }} }}",
            $"query B($id: ID!, $number: ID!) @endpoint(path: \"{second}\") {{ invoice(id: $id) {{ id }} }}");

        Assert.Equal("ENDPOINT_DUPLICATE", Assert.Single(compilation.Diagnostics).Code);
    }

    [Fact]
    public void Every_fault_is_reported_with_its_place()
    {
        var compilation = EndpointFixture.Compile(
            "query A @endpoint(path: \"/x\") { invoice(id: 1) { id } }\nquery B\n  @endpoint { nothing }",
            "{");

        Assert.Equal(
            """
            file0(1,19): ENDPOINT_PATH_INVALID: A: The path "/x" must lie under a version segment, such as "/v1/…".
            file0(3,3): ENDPOINT_DIRECTIVE_INVALID: B: @endpoint needs a path.
            file0(2,1): ENDPOINT_OPERATION_INVALID: B: Query has no field "nothing".
            """,
            string.Join('\n', compilation.Diagnostics.Take(3)));
        Assert.Equal("file1", compilation.Diagnostics[3].File);
    }

    [Fact]
    public void The_pipeline_is_given_the_text_without_the_directive_and_with_the_same_places()
    {
        var table = EndpointFixture.CompileOrThrow("query A\n @endpoint(path:\n \"/v1/a\") { invoice(id: 1) { id } }");
        var text = Encoding.UTF8.GetString(table.Endpoints[0].Text.Span);

        Assert.Equal("query A\n" + new string(' ', 16) + "\n" + new string(' ', 10) + "{ invoice(id: 1) { id } }", text);
    }

    [Fact]
    public void What_preparing_finds_stops_the_start_too()
    {
        var refusal = new RequestError("FIELD_UNKNOWN", 400, [new RequestErrorEntry("FIELD_UNKNOWN", "No.", [(3, 4)])]);
        var document = "query A @endpoint(path: \"/v1/a\") { invoice(id: 1) { id } }"u8.ToArray();
        var compilation = EndpointCompiler.Compile(
            EndpointFixture.Schema, [new TrustedDocument("a", document)], (_, name) => name == "A" ? refusal : null);

        Assert.Equal("a(3,4): FIELD_UNKNOWN: A: No.", Assert.Single(compilation.Diagnostics).ToString());
    }

    [Theory]
    [InlineData("GET", "/v1/invoices/7", "GetInvoice", "7")]
    [InlineData("HEAD", "/v1/invoices/7", "GetInvoice", "7")]
    [InlineData("GET", "/v1/customers/a b/invoices", "CustomerInvoices", "a b")]
    [InlineData("POST", "/v1/invoices/7/payments", "PayInvoice", "7")]
    [InlineData("DELETE", "/v1/invoices/7", "405 GET, HEAD", "")]
    [InlineData("GET", "/v1/invoices/7/payments", "405 POST", "")]
    [InlineData("get", "/v1/invoices/7", "405 GET, HEAD", "")]
    [InlineData("GET", "/v1/invoices/", "404", "")]
    [InlineData("GET", "/v1/invoices/7/", "404", "")]
    [InlineData("GET", "/V1/invoices/7", "404", "")]
    [InlineData("GET", "/v2/invoices/7", "404", "")]
    [InlineData("GET", "/v1//7", "404", "")]
    [InlineData("GET", "/", "404", "")]
    [InlineData("GET", "", "404", "")]
    public void A_request_finds_its_endpoint(string method, string path, string expected, string values)
    {
        var match = EndpointFixture.Table.Match(method, path);

        Assert.Equal(expected, match.Endpoint?.Name ?? (match.Allow is null ? "404" : $"405 {match.Allow}"));
        Assert.Equal(values, string.Join(',', match.PathValues ?? []));
    }

    [Fact]
    public void Text_goes_before_a_variable_and_a_variable_serves_what_text_does_not()
    {
        var table = EndpointFixture.CompileOrThrow(
            """
            query Own @endpoint(path: "/v1/invoices/latest/lines") { invoice(id: 1) { id } }
            query One($id: ID!) @endpoint(path: "/v1/invoices/{id}/status") { invoice(id: $id) { id } }
            """);

        Assert.Equal("Own", table.Match("GET", "/v1/invoices/latest/lines").Endpoint?.Name);
        Assert.Equal("One", table.Match("GET", "/v1/invoices/latest/status").Endpoint?.Name);
    }

    [Fact]
    public void A_path_of_very_many_segments_is_no_path() =>
        Assert.Null(EndpointFixture.Table.Match("GET", string.Concat(Enumerable.Repeat("/a", 10_000))).Endpoint);
}
