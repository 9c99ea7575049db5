namespace Gateway.Common.Tests.Sources.Rest;

/// <summary>Request bytes out: every place, style and body.</summary>
public sealed class RestCallTests
{
    [Theory]
    [InlineData("id: ID!", "/p/{id}", "\"a b/ü\"", "GET /p/a%20b%2F%C3%BC")]
    [InlineData("id: Int!", "/p/{id}", "12", "GET /p/12")]
    [InlineData("ids: [Int!]!", "/p/{ids}", "[1,2]", "GET /p/1,2")]
    [InlineData("ids: [Int!]! @param(style: \"label\")", "/p/{ids}", "[1,2]", "GET /p/.1,2")]
    [InlineData("ids: [Int!]! @param(style: \"label\", explode: true)", "/p/{ids}", "[1,2]", "GET /p/.1.2")]
    [InlineData("ids: [Int!]! @param(style: \"matrix\")", "/p/{ids}", "[1,2]", "GET /p/;ids=1,2")]
    [InlineData("ids: [Int!]! @param(style: \"matrix\", explode: true)", "/p/{ids}", "[1,2]", "GET /p/;ids=1;ids=2")]
    [InlineData("o: Both", "/p/{o}", "{\"a\":1,\"bC\":\"x\"}", "GET /p/a,1,b_c,x")]
    [InlineData("o: Both @param(explode: true)", "/p/{o}", "{\"a\":1,\"bC\":\"x\"}", "GET /p/a=1,b_c=x")]
    [InlineData("o: Both @param(style: \"label\", explode: true)", "/p/{o}", "{\"a\":1,\"bC\":\"x\"}", "GET /p/.a=1.b_c=x")]
    [InlineData("o: Both @param(style: \"matrix\", explode: true)", "/p/{o}", "{\"a\":1,\"bC\":\"x\"}", "GET /p/;a=1;b_c=x")]
    [InlineData("q: String", "/p", "", "GET /p")]
    [InlineData("q: String", "/p", "null", "GET /p")]
    [InlineData("q: String", "/p", "\"\"", "GET /p?q=")]
    [InlineData("q: String", "/p?v=1", "\"x&y=\\\"\"", "GET /p?v=1&q=x%26y%3D%22")]
    [InlineData("q: String", "/p#add", "\"x\"", "GET /p?q=x")]
    [InlineData("q: String @param(reserved: true)", "/p", "\"a/b?c#d\"", "GET /p?q=a/b?c%23d")]
    [InlineData("pageSize: Int @source(name: \"page_size\")", "/p", "5", "GET /p?page_size=5")]
    [InlineData("s: Sort", "/p", "\"BY_NAME\"", "GET /p?s=-name")]
    [InlineData("s: [Sort!]", "/p", "[\"BY_NAME\",\"ONE\"]", "GET /p?s=-name&s=1")]
    [InlineData("ids: [String!]", "/p", "[\"a\",\"b,c\"]", "GET /p?ids=a&ids=b%2Cc")]
    [InlineData("ids: [String!]", "/p", "[]", "GET /p")]
    [InlineData("ids: [String!] @param(explode: false)", "/p", "[\"a\",\"b,c\"]", "GET /p?ids=a,b%2Cc")]
    [InlineData("ids: [String!] @param(style: \"spaceDelimited\", explode: false)", "/p", "[\"a\",\"b\"]", "GET /p?ids=a%20b")]
    [InlineData("ids: [String!] @param(style: \"pipeDelimited\", explode: false)", "/p", "[\"a\",\"b\"]", "GET /p?ids=a%7Cb")]
    [InlineData("o: Both", "/p", "{\"a\":1,\"bC\":\"x\"}", "GET /p?a=1&b_c=x")]
    [InlineData("o: Both @param(explode: false)", "/p", "{\"a\":1,\"bC\":\"x\"}", "GET /p?o=a,1,b_c,x")]
    [InlineData("o: Both @param(style: \"deepObject\")", "/p", "{\"a\":1,\"bC\":\"x\",\"c\":{\"a\":2}}", "GET /p?o%5Ba%5D=1&o%5Bb_c%5D=x&o%5Bc%5D%5Ba%5D=2")]
    [InlineData("o: Both @param(contentType: \"application/json\")", "/p", "{\"bC\":\"x\"}", "GET /p?o=%7B%22b_c%22%3A%22x%22%7D")]
    [InlineData("h: [Int!] @param(in: \"HEADER\") @source(name: \"X-H\")", "/p", "[1,2]", "GET /p\nX-H: 1,2")]
    [InlineData("c: String @param(in: \"COOKIE\")", "/p", "\"a;b\"", "GET /p\nCookie: c=a%3Bb")]
    public void A_parameter_is_written_in_its_style(string argument, string path, string value, string expected) =>
        Check($"type Query {{ f({argument}): String @rest(method: \"GET\", path: \"{path}\") }}", expected, value);

    [Theory]
    [InlineData("id: String!", "/p/{id}", "\"\"")]
    [InlineData("id: String!", "/p/{id}", "\"..\"")]
    [InlineData("id: String!", "/p/{id}", "\".\"")]
    [InlineData("id: String!", "/p/.{id}", "\".\"")]
    [InlineData("h: String @param(in: \"HEADER\")", "/p", "\"a\\r\\nX: y\"")]
    [InlineData("h: String @param(in: \"HEADER\")", "/p", "\"ü\"")]
    [InlineData("b: String @body(contentType: \"image/png\")", "/p", "", true)]
    [InlineData("b: Base64 @body(contentType: \"image/png\")", "/p", "\"???\"")]
    [InlineData("b: Open @body", "/p", "{\"name\":1,\"more\":[{\"key\":\"na_me\",\"value\":2}]}")]
    public void A_value_that_the_wire_cannot_carry_is_refused(
        string argument, string path, string value, bool isSent = false)
    {
        var harness = new RestHarness(
            Types + $"type Query {{ f({argument}): String @rest(method: \"GET\", path: \"{path}\") }}", "{ f }");
        if (isSent)
        {
            harness.Prepare(value);
            return;
        }

        var error = Assert.Throws<Gateway.Common.Sources.SourceException>(() => harness.Prepare(value));
        Assert.Equal("INVALID_ARGUMENT", error.Code);
    }

    [Theory]
    [InlineData("b: Both! @body", "{\"a\":1.50,\"bC\":\"x\\n\",\"c\":null}", "application/json {\"a\":1.50,\"b_c\":\"x\\n\",\"c\":null}")]
    [InlineData("b: Same @body", "{\"x\":{\"x\":null}}", "application/json {\"x\":{\"x\":null}}")]
    [InlineData("b: Open @body", "{\"name\":1,\"more\":[{\"key\":\"k\",\"value\":2}]}", "application/json {\"na_me\":1,\"k\":2}")]
    [InlineData("b: Open @body", "{\"more\":[{\"value\":2,\"key\":\"k\"}],\"name\":1}", "application/json {\"k\":2,\"na_me\":1}")]
    [InlineData("b: [EntryInput!] @body", "[{\"key\":\"a\",\"value\":1},{\"key\":\"b\"}]", "application/json {\"a\":1,\"b\":null}")]
    [InlineData("b: [Choice!] @body", "[{\"both\":{\"bC\":\"x\"}},{\"text\":\"t\"}]", "application/json [{\"b_c\":\"x\"},\"t\"]")]
    [InlineData("b: Both @body(contentType: \"application/x-www-form-urlencoded\")", "{\"a\":1,\"bC\":\"x y&ü\",\"c\":{\"a\":2}}", "application/x-www-form-urlencoded a=1&b_c=x%20y%26%C3%BC&c%5Ba%5D=2")]
    [InlineData("b: String @body(contentType: \"text/plain\")", "\"a\\nb\"", "text/plain a\nb")]
    [InlineData("b: Base64 @body(contentType: \"application/octet-stream\")", "\"aGk=\"", "application/octet-stream hi")]
    public void A_body_is_written_as_its_media_type_says(string argument, string value, string expected) =>
        Check(
            $"type Mutation {{ f({argument}): String @rest(method: \"POST\", path: \"/p\") }}",
            "POST /p\n" + expected,
            value);

    [Fact]
    public void A_multipart_body_has_a_part_for_each_value()
    {
        var harness = new RestHarness(
            Types + "type Mutation { f(b: Form @body(contentType: \"multipart/form-data\")): String @rest(method: \"POST\", path: \"/p\") }",
            "mutation { f }");
        var text = harness.Prepare(
            "{\"file\":\"aGk=\",\"names\":[\"a\",\"b\"],\"both\":{\"bC\":\"x\"},\"sort\":\"BY_NAME\"}");
        var boundary = text.Split("boundary=")[1].Split(' ')[0];
        Assert.Equal(
            """
            POST /p
            multipart/form-data; boundary=B --B
            Content-Disposition: form-data; name="the file"; filename="the file"
            Content-Type: application/octet-stream

            hi
            --B
            Content-Disposition: form-data; name="names"

            a
            --B
            Content-Disposition: form-data; name="names"

            b
            --B
            Content-Disposition: form-data; name="both"
            Content-Type: application/json

            {"b_c":"x"}
            --B
            Content-Disposition: form-data; name="sort"

            -name
            --B--

            """.ReplaceLineEndings("\n"),
            text.Replace(boundary, "B", StringComparison.Ordinal).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void An_address_past_its_bound_is_refused()
    {
        var harness = new RestHarness(
            "type Query { f(q: String): String @rest(method: \"GET\", path: \"/p\") }", "{ f }");
        var error = Assert.Throws<Gateway.Common.Sources.SourceException>(
            () => harness.Prepare($"\"{new string('x', 40_000)}\""));
        Assert.Equal("INVALID_ARGUMENT", error.Code);
    }

    private const string Types = """
        enum Sort { BY_NAME @source(name: "-name") ONE @wireValue(json: "1") }
        input Both { a: Float bC: String @source(name: "b_c") c: Both }
        input Same { x: Same }
        input Open { name: Int @source(name: "na_me") more: [EntryInput!] @additional }
        input EntryInput @mapEntry { key: String! value: Int }
        input Choice @oneOf { both: Both text: String }
        input Form { file: Base64 @source(name: "the file") names: [String!] both: Both sort: Sort }

        """;

    private static void Check(string sdl, string expected, params string[] arguments)
    {
        var operation = sdl.StartsWith("type Mutation", StringComparison.Ordinal) ? "mutation { f }" : "{ f }";
        Assert.Equal(expected, new RestHarness(Types + sdl, operation).Prepare(arguments));
    }
}
