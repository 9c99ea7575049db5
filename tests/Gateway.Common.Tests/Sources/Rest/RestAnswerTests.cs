namespace Gateway.Common.Tests.Sources.Rest;

/// <summary>Answer bytes in: rows, values, and what is wrong at its place.</summary>
public sealed class RestAnswerTests
{
    private const string Types = """
        type Query {
          product: Product @rest(method: "GET", path: "/p")
          products: [Product!] @rest(method: "GET", path: "/p")
          map: [ProductEntry!] @rest(method: "GET", path: "/p")
          pet: Pet @rest(method: "GET", path: "/p")
          told: Told @rest(method: "GET", path: "/p")
          text: String @rest(method: "GET", path: "/p", produces: "text/plain")
          image: Base64 @rest(method: "GET", path: "/p", produces: "image/png")
          done: Boolean @rest(method: "DELETE", path: "/p", produces: "none")
          flag: Boolean @rest(method: "GET", path: "/p")
        }
        type Mutation { change: Product @rest(method: "POST", path: "/p") }
        type Product {
          id: ID!
          name: String! @source(name: "full_name")
          price: Float
          count: Int
          big: Long
          sort: Sort
          tags: [String]
          maker: Product
          labels: [ProductEntry!]
          more: [IntEntry!] @additional
          anything: JSON
        }
        type ProductEntry @mapEntry { key: String! value: Product }
        type IntEntry @mapEntry { key: String! value: Int }
        enum Sort { BY_NAME @source(name: "-name") SAME @source(name: "SAME") ONE @wireValue(json: "1") }
        union Pet = Cat | Dog | StringValue | FloatListValue
        type Cat { lives: Int! name: String }
        type Dog { bark: Boolean! name: String kind: DogKind }
        enum DogKind { DOG @source(name: "dog") }
        type StringValue @wrapped { value: String! }
        type FloatListValue @wrapped { value: [Float!] }
        union Told @discriminator(property: "t", mapping: [["c", "Cat"]]) = Cat | Dog

        """;

    [Theory]
    [InlineData("{ product { id name } }", "{\"id\":7,\"full_name\":\"a\\u00e9\"}", "{\"id\":\"7\",\"name\":\"a\\u00e9\"}")]
    [InlineData("{ product { name id } }", " { \"x\" : [1,{}] , \"id\" : \"7\" } ", "{\"name\":null,\"id\":\"7\"}")]
    [InlineData("{ product { a: price b: price } }", "{\"price\":1.50}", "{\"a\":1.50,\"b\":1.50}")]
    [InlineData("{ product { maker { id maker { id } } } }", "{\"maker\":{\"maker\":{\"id\":\"x\"},\"id\":\"y\"}}", "{\"maker\":{\"id\":\"y\",\"maker\":{\"id\":\"x\"}}}")]
    [InlineData("{ product { count big price } }", "{\"count\":2.0,\"big\":9007199254740993,\"price\":1e2}", "{\"count\":2,\"big\":9007199254740993,\"price\":1e2}")]
    [InlineData("{ product { count } }", "{\"count\":3000000000}", "{\"count\":<SOURCE_INVALID_RESPONSE>}")]
    [InlineData("{ product { count name tags } }", "{\"count\":\"1\",\"full_name\":1,\"tags\":{}}", "{\"count\":<SOURCE_INVALID_RESPONSE>,\"name\":<SOURCE_INVALID_RESPONSE>,\"tags\":<SOURCE_INVALID_RESPONSE>}")]
    [InlineData("{ product { sort } }", "{\"sort\":\"-name\"}", "{\"sort\":\"BY_NAME\"}")]
    [InlineData("{ product { sort } }", "{\"sort\":\"SAME\"}", "{\"sort\":\"SAME\"}")]
    [InlineData("{ product { sort } }", "{\"sort\":1}", "{\"sort\":\"ONE\"}")]
    [InlineData("{ product { sort } }", "{\"sort\":\"other\"}", "{\"sort\":<SOURCE_INVALID_RESPONSE>}")]
    [InlineData("{ product { tags } }", "{\"tags\":[\"a\",null,1]}", "{\"tags\":[\"a\",null,<SOURCE_INVALID_RESPONSE>]}")]
    [InlineData("{ product { anything } }", "{\"anything\":{\"a\":[1]}}", "{\"anything\":{\"a\":[1]}}")]
    [InlineData("{ product { name } }", "{\"full\\u005fname\":\"x\"}", "{\"name\":\"x\"}")]
    [InlineData("{ product { labels { key value { id } } } }", "{\"labels\":{\"a\":{\"id\":1},\"b\":null}}", "{\"labels\":[{\"key\":\"a\",\"value\":{\"id\":\"1\"}},{\"key\":\"b\",\"value\":null}]}")]
    [InlineData("{ product { id more { key value } tags } }", "{\"a\":1,\"id\":\"x\",\"full_name\":\"n\",\"tags\":[\"t\"],\"b\":2}", "{\"id\":\"x\",\"more\":[{\"key\":\"a\",\"value\":1},{\"key\":\"b\",\"value\":2}],\"tags\":[\"t\"]}")]
    [InlineData("{ products { id } }", "[{\"id\":1},null,{}]", "[{\"id\":\"1\"},null,{\"id\":null}]")]
    [InlineData("{ products { id } }", "{}", "<SOURCE_INVALID_RESPONSE>")]
    [InlineData("{ product { id } }", "[]", "<SOURCE_INVALID_RESPONSE>")]
    [InlineData("{ product { id } }", "null", "null")]
    [InlineData("{ product { id } }", "", "null")]
    [InlineData("{ map { key } }", "{\"k\\\"\":{\"id\":1}}", "[{\"key\":\"k\\\"\"}]")]
    [InlineData("{ flag }", "true", "true")]
    public void An_answer_is_read_into_rows(string operation, string body, string expected) =>
        Check(operation, body, expected);

    [Theory]
    [InlineData("{\"lives\":9,\"name\":\"x\"}", "{\"__typename\":\"Cat\",\"lives\":9}")]
    [InlineData("{\"bark\":true,\"name\":\"x\"}", "{\"__typename\":\"Dog\",\"bark\":true}")]
    [InlineData("{\"bark\":true,\"lives\":1,\"kind\":\"cat\"}", "{\"__typename\":\"Cat\",\"lives\":1}")]
    [InlineData("{\"bark\":true,\"lives\":1,\"kind\":\"dog\"}", "{\"__typename\":\"Dog\",\"bark\":true}")]
    [InlineData("\"x\"", "{\"__typename\":\"StringValue\",\"value\":\"x\"}")]
    [InlineData("[1.5]", "{\"__typename\":\"FloatListValue\",\"list\":[1.5]}")]
    [InlineData("1", "<SOURCE_INVALID_RESPONSE>")]
    [InlineData("{}", "<SOURCE_INVALID_RESPONSE>")]
    public void A_union_s_member_is_told_by_what_it_has(string body, string expected) =>
        Check(
            "{ pet { ... on Cat { lives } ... on Dog { bark } ... on StringValue { value } ... on FloatListValue { list: value } } }",
            body,
            expected);

    [Theory]
    [InlineData("{\"bark\":true,\"t\":\"c\"}", "{\"__typename\":\"Cat\",\"lives\":null}")]
    [InlineData("{\"lives\":1,\"t\":\"Dog\"}", "{\"__typename\":\"Dog\",\"bark\":null}")]
    [InlineData("{\"lives\":1,\"t\":\"other\"}", "{\"__typename\":\"Cat\",\"lives\":1}")]
    public void A_discriminator_decides_where_its_value_is_known(string body, string expected) =>
        Check("{ told { ... on Cat { lives } ... on Dog { bark } } }", body, expected);

    [Theory]
    [InlineData("{ text }", "a\"b\n", 200, "text/plain", "\"a\\\"b\\n\"")]
    [InlineData("{ image }", "hi", 200, "image/png", "\"aGk=\"")]
    [InlineData("{ done }", "", 204, null, "true")]
    [InlineData("{ done }", "whatever", 200, "text/html", "true")]
    [InlineData("{ product { id } }", "<html>", 200, "text/html", "SOURCE_INVALID_RESPONSE")]
    [InlineData("{ product { id } }", "{\"id\":1}", 200, "text/plain", "{\"id\":\"1\"}")]
    [InlineData("{ product { id } }", "{\"id\":1}", 201, "application/vnd.api+json", "{\"id\":\"1\"}")]
    [InlineData("{ product { id } }", "{\"id\":1} x", 200, "application/json", "SOURCE_INVALID_RESPONSE")]
    [InlineData("{ product { id } }", "{\"id\":", 200, "application/json", "SOURCE_INVALID_RESPONSE")]
    [InlineData("{ products { id } }", "[{\"id\":1},{", 200, "application/json", "SOURCE_INVALID_RESPONSE")]
    [InlineData("{ product { id } }", "{\"title\":\"t\"}", 404, "application/problem+json", "null")]
    [InlineData("{ products { id } }", "{\"type\":\"u\",\"title\":\"t\",\"detail\":\"secret\",\"code\":7}", 404, "application/problem+json", "NOT_FOUND \"status\":404,\"problem\":{\"type\":\"u\",\"code\":7}")]
    [InlineData("mutation { change { id } }", "{\"title\":\"secret\",\"code\":\"X\"}", 409, "application/json", "CONFLICT \"status\":409,\"problem\":{\"code\":\"X\"}")]
    [InlineData("mutation { change { id } }", "{", 400, "application/problem+json", "INVALID_ARGUMENT \"status\":400")]
    [InlineData("{ product { id } }", "", 422, null, "INVALID_ARGUMENT \"status\":422")]
    [InlineData("{ product { id } }", "", 401, null, "FORBIDDEN \"status\":401")]
    [InlineData("{ product { id } }", "", 403, null, "FORBIDDEN \"status\":403")]
    [InlineData("{ product { id } }", "", 429, null, "SOURCE_RATE_LIMITED \"status\":429")]
    [InlineData("{ product { id } }", "", 500, null, "SOURCE_UNAVAILABLE \"status\":500")]
    [InlineData("{ product { id } }", "", 302, null, "SOURCE_ERROR \"status\":302")]
    public void A_status_and_media_type_decide_what_an_answer_is(
        string operation, string body, int status, string? mediaType, string expected) =>
        Assert.Equal(expected, new RestHarness(Types, operation).Read(body, status, mediaType));

    [Fact]
    public void An_answer_that_is_not_UTF_8_is_refused() =>
        Assert.Equal(
            "SOURCE_INVALID_RESPONSE",
            new RestHarness(Types, "{ product { name } }").Read([.. "{\"full_name\":\""u8, 0xFF, .. "\"}"u8]));

    [Fact]
    public void A_byte_order_mark_is_passed_over() =>
        Assert.Equal("{\"id\":\"1\"}", new RestHarness(Types, "{ product { id } }").Read([.. "\uFEFF{\"id\":1}"u8]));

    [Fact]
    public void Deep_nesting_is_refused()
    {
        var body = "{\"x\":" + string.Concat(Enumerable.Repeat("[", 100_000));
        Check("{ product { id } }", body, "SOURCE_INVALID_RESPONSE");
    }

    /// <summary>Any cut and any changed byte gives an answer or a typed error.</summary>
    [Fact]
    public void Damaged_answers_never_crash_the_reader()
    {
        const string Body = """{"id":"a","full_name":"b\n","price":-1.5e3,"tags":["x",null],"maker":{"id":1},"labels":{"k":{"id":2}},"y":3}""";
        var harness = new RestHarness(
            Types, "{ product { id name price tags maker { id } labels { key value { id } } more { key value } } }");
        var bytes = System.Text.Encoding.UTF8.GetBytes(Body);
        for (var at = 0; at < bytes.Length; at++)
        {
            harness.Read(bytes[..at]);
            foreach (var changed in "\"\\{}[],:0n\0\u0080"u8)
            {
                byte[] damaged = [.. bytes];
                damaged[at] = changed;
                Assert.NotEmpty(harness.Read(damaged));
            }
        }
    }

    private static void Check(string operation, string body, string expected) =>
        Assert.Equal(expected, new RestHarness(Types, operation).Read(body));
}
