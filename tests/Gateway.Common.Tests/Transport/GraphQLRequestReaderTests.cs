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
    public void A_wrong_body_is_refused_with_its_code(string body, string code) =>
        CheckRefused(Encoding.UTF8.GetBytes(body), code);

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused() =>
        CheckRefused([.. "{\"query\":\"\\u0041"u8, 0xff, .. "\"}"u8], "BODY_MALFORMED");

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
