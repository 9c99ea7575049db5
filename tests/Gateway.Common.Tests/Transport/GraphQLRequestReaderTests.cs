using System.Text;
using Gateway.Common.Primitives;
using Gateway.Common.Transport;

namespace Gateway.Common.Tests.Transport;

public sealed class GraphQLRequestReaderTests
{
    [Theory]
    [InlineData("""{"query":"{ a }"}""", "{ a }", null, "", null)]
    [InlineData("""{"query":"{ a }","operationName":"A","variables":{"x":[1,{"y":null}]}}""", "{ a }", "A", """{"x":[1,{"y":null}]}""", null)]
    [InlineData("""{"query":"{ a(s: \"é\n\") }","variables":null}""", "{ a(s: \"é\n\") }", null, "", null)]
    [InlineData("""{"qu\u0065ry":"{ a }","unknown":{"query":[1,2]}}""", "{ a }", null, "", null)]
    [InlineData("""{"documentId":"sha256:abc"}""", "", null, "", "abc")]
    [InlineData("""{"documentId":"abc","extensions":null}""", "", null, "", "abc")]
    [InlineData("""{"documentId":"abc","extensions":{"persistedQuery":{"sha256Hash":"sha256:abc"}}}""", "", null, "", "abc")]
    [InlineData("""{"extensions":{"other":[{}],"persistedQuery":{"version":1,"sha256Hash":"abc"}}}""", "", null, "", "abc")]
    public void Parameters_are_found(string body, string query, string? operation, string variables, string? id)
    {
        using var scratch = new PooledBytes();

        Assert.Null(GraphQLRequestReader.Read(Encoding.UTF8.GetBytes(body), scratch, out var parameters));

        Assert.Equal(query, Encoding.UTF8.GetString(parameters.Query.Span));
        Assert.Equal(variables, Encoding.UTF8.GetString(parameters.Variables.Span));
        Assert.Equal((operation, id), (parameters.OperationName, parameters.DocumentId));
    }

    [Theory]
    [InlineData("", "BODY_MALFORMED")]
    [InlineData("null", "BODY_MALFORMED")]
    [InlineData("1", "BODY_MALFORMED")]
    [InlineData("{", "BODY_MALFORMED")]
    [InlineData("""{"query":"{ a }"} x""", "BODY_MALFORMED")]
    [InlineData("""{"query":"{ a }"}{}""", "BODY_MALFORMED")]
    [InlineData("""{"query":"{ a }",}""", "BODY_MALFORMED")]
    [InlineData("""{'query':'{ a }'}""", "BODY_MALFORMED")]
    [InlineData("""{"query":"\ud800"}""", "BODY_MALFORMED")]
    [InlineData("\ufeff{}", "BODY_MALFORMED")]
    [InlineData("[]", "BATCH_NOT_SUPPORTED")]
    [InlineData("""[{"query":"{ a }"}]""", "BATCH_NOT_SUPPORTED")]
    [InlineData("""{"query":1}""", "PARAMETER_INVALID")]
    [InlineData("""{"query":{}}""", "PARAMETER_INVALID")]
    [InlineData("""{"query":"{ a }","query":"{ b }"}""", "PARAMETER_INVALID")]
    [InlineData("""{"query":"{ a }","variables":[]}""", "PARAMETER_INVALID")]
    [InlineData("""{"query":"{ a }","variables":"{}"}""", "PARAMETER_INVALID")]
    [InlineData("""{"query":"{ a }","operationName":false}""", "PARAMETER_INVALID")]
    [InlineData("""{"query":"{ a }","extensions":"x"}""", "PARAMETER_INVALID")]
    [InlineData("""{"documentId":"a","extensions":{"persistedQuery":{"sha256Hash":"b"}}}""", "PARAMETER_INVALID")]
    [InlineData("""{"extensions":{"persistedQuery":{"sha256Hash":"a","sha256Hash":"b"}}}""", "PARAMETER_INVALID")]
    [InlineData("""{"extensions":{"persistedQuery":{"sha256Hash":"a"},"persistedQuery":{"sha256Hash":"b"}}}""", "PARAMETER_INVALID")]
    [InlineData("""{"variables":{},"variables":null}""", "PARAMETER_INVALID")]
    public void A_wrong_body_is_refused_with_its_code(string body, string code) =>
        CheckRefused(Encoding.UTF8.GetBytes(body), code);

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused_wherever_they_stand()
    {
        CheckRefused([.. "{\"query\":\"\\u0041"u8, 0xff, .. "\"}"u8], "BODY_MALFORMED");
        CheckRefused([.. "{\"query\":\"{ a }"u8, 0xc0, 0xaf, .. "\"}"u8], "BODY_MALFORMED");
        CheckRefused([.. "{\"variables\":{\"x\":\""u8, 0xed, 0xa0, 0x80, .. "\"}}"u8], "BODY_MALFORMED");
        CheckRefused([.. "{\"unknown\":\""u8, 0xff, .. "\"}"u8], "BODY_MALFORMED");
    }

    [Theory]
    [InlineData("""[{"query":"{ a }"},{"query":"\u007b b \u007d","variables":{"x":1}}]""", "{ a }|{ b }", null)]
    [InlineData("""  [ {"documentId":"x"} ]  """, "", null)]
    [InlineData("""[{"query":"{ a }"},{"query":"{ b }"},{"query":"{ c }"}]""", "{ a }|{ b }|{ c }", null)]
    [InlineData("""[{},{},{},{}]""", null, "BATCH_TOO_LARGE")]
    [InlineData("""[{"query":"{ a }"},{"query":1}]""", null, "PARAMETER_INVALID")]
    [InlineData("""[{"query":"{ a }"},[]]""", null, "BODY_MALFORMED")]
    [InlineData("""[{"query":"{ a }"},null]""", null, "BODY_MALFORMED")]
    [InlineData("[]", null, "BODY_MALFORMED")]
    [InlineData("[", null, "BODY_MALFORMED")]
    [InlineData("""[{"query":"{ a }"}""", null, "BODY_MALFORMED")]
    [InlineData("""[{"query":"{ a }"}] []""", null, "BODY_MALFORMED")]
    public void An_array_is_read_in_its_order_or_refused_whole(string body, string? queries, string? code)
    {
        using var batch = new GraphQLBatch();

        Assert.Equal(code, GraphQLRequestReader.ReadBatch(Encoding.UTF8.GetBytes(body), 3, batch)?.Code);

        if (queries is not null)
        {
            Assert.Equal(
                queries.Split('|'),
                batch.Requests.Select(static request => Encoding.UTF8.GetString(request.Query.Span)));
        }
    }

    [Theory]
    [InlineData("variables", "{\"x\":1}", null)]
    [InlineData("variables", "null", null)]
    [InlineData("extensions", "{}", null)]
    [InlineData("variables", "{} , \"query\":\"{ a }\"", "PARAMETER_INVALID")]
    [InlineData("variables", "{}{}", "PARAMETER_INVALID")]
    [InlineData("variables", "[]", "PARAMETER_INVALID")]
    [InlineData("variables", "{", "PARAMETER_INVALID")]
    [InlineData("extensions", "1", "PARAMETER_INVALID")]
    public void A_parameter_of_a_query_string_is_one_object(string name, string value, string? code)
    {
        var parameters = default(GraphQLParameters);

        Assert.Equal(code, GraphQLRequestReader.ReadOne(name, Encoding.UTF8.GetBytes(value), ref parameters)?.Code);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    public void A_megabyte_of_brackets_is_refused(string bracket)
    {
        var nested = string.Concat(Enumerable.Repeat(bracket, 1_000_000 / bracket.Length));

        CheckRefused(Encoding.UTF8.GetBytes("{\"variables\":" + nested), nested[0] == '[' ? "PARAMETER_INVALID" : "BODY_MALFORMED");
    }

    private static void CheckRefused(byte[] body, string code)
    {
        using var scratch = new PooledBytes();

        Assert.Equal(code, GraphQLRequestReader.Read(body, scratch, out _)?.Code);
    }
}
