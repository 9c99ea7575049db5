using Gateway.Common.Language;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Grpc;
using Gateway.Testing;

namespace Gateway.Common.Tests.Sources.Grpc;

/// <summary>The sample shop's contracts, from their files to rows.</summary>
public sealed class ShopContractTests
{
    private const string Cases = "tests/Gateway.Common.Tests/Sources/Grpc/Cases";

    private static readonly GrpcHarness Orders = GrpcHarness.OfSample("orders.pb");
    private static readonly GrpcHarness Inventory = GrpcHarness.OfSample("inventory.pb");

    [Fact]
    public void Contracts_become_schemas()
    {
        Snapshot.Match(Orders.Sdl, $"{Cases}/orders.graphql");
        Snapshot.Match(Inventory.Sdl, $"{Cases}/inventory.graphql");
    }

    [Theory]
    [InlineData("{ getOrder { id } }", """{"id":"o1"}""", "0a026f31")]
    [InlineData("{ getOrder { id } }", """{"id":null}""", "")]
    [InlineData("{ batchGetOrders { orders { id } } }", """{"ids":["o1","o2"]}""", "0a026f310a026f32")]
    [InlineData("{ listOrders { nextPageToken } }", """{"customerId":"ü","pageSize":-1,"status":"ORDER_STATUS_PAID"}""",
        "0a02c3bc10ffffffffffffffffff012002")]
    public void Arguments_become_the_request_message(string selection, string arguments, string expected) =>
        Assert.Equal(expected, Orders.Request(selection, arguments));

    [Fact]
    public void A_call_is_a_POST_of_its_method_over_HTTP_2()
    {
        using var request = Orders.Prepare("{ getOrder { id } }", "{}");

        Assert.Equal("/shop.orders.v1.OrdersService/GetOrder", request.Target);
        Assert.Equal(HttpMethod.Post, request.Method);
        Assert.Equal("application/grpc", request.ContentType);
        Assert.True(request.IsHttp2);
        Assert.Contains(new KeyValuePair<string, string>("te", "trailers"), request.Headers);
        Assert.True(request.IsIdempotent);
        Assert.Equal("grpc-timeout: 1500m", Header(request, TimeSpan.FromSeconds(1.5)));
        Assert.Equal("grpc-timeout: 200000S", Header(request, TimeSpan.FromSeconds(200_000)));
        using var change = Orders.Prepare("{ cancelOrder { id } }", "{}", OperationType.Mutation);
        Assert.False(change.IsIdempotent);
    }

    [Fact]
    public void An_order_becomes_rows() => Assert.Equal(
        """{"id":"o1","status":"ORDER_STATUS_PAID","lines":[{"productId":"p1","quantity":2},{"productId":"p2","quantity":0}],"placedAt":"2026-01-02T03:04:05.500Z","total":{"currencyCode":"EUR","units":"12","nanos":0},"payment":{"__typename":"Card","brand":"visa"},"attributes":[{"key":"channel","value":"web"}]}""",
        Orders.Read(
            """
            { getOrder { id status lines { productId quantity } placedAt total { currencyCode units nanos }
              payment { ... on Card { brand } ... on GiftCard { code } } attributes { key value } } }
            """,
            "0a026f31 1802 2206 0a027031 1002 2204 0a027032 2a0c 08a5ebdcca061080cab5ee01"
            + " 3207 0a03455552 100c 3a06 0a0476697361 520e 0a076368616e6e656c 1203776562"));

    [Fact]
    public void What_is_absent_is_its_default_or_null() => Assert.Equal(
        """{"id":"","status":"ORDER_STATUS_UNSPECIFIED","lines":[],"placedAt":null,"total":null,"payment":null}""",
        Orders.Read("{ getOrder { id status lines { quantity } placedAt total { units } payment { __typename } } }"
            .Replace("{ __typename }", "{ ... on Card { brand } }", StringComparison.Ordinal), ""));

    [Fact]
    public void A_number_that_the_contract_does_not_name_is_UNRECOGNIZED() =>
        Assert.Equal("""{"pickFrom":"UNRECOGNIZED"}""", Inventory.Read("{ getStock { pickFrom } }", "1863"));

    [Fact]
    public void NOT_FOUND_is_null_for_a_query_and_an_error_for_a_mutation()
    {
        Assert.Equal("null", Orders.ReadBody("{ getOrder { id } }", [], "5"));
        var error = Assert.Throws<SourceException>(
            () => Orders.ReadBody("{ cancelOrder { id } }", [], "5", OperationType.Mutation));
        Assert.Equal(SourceErrorCodes.NotFound, error.Code);
    }

    [Theory]
    [InlineData("3", SourceErrorCodes.InvalidArgument)]
    [InlineData("4", SourceErrorCodes.Timeout)]
    [InlineData("6", SourceErrorCodes.Conflict)]
    [InlineData("7", SourceErrorCodes.Forbidden)]
    [InlineData("8", SourceErrorCodes.RateLimited)]
    [InlineData("9", SourceErrorCodes.Conflict)]
    [InlineData("10", SourceErrorCodes.Conflict)]
    [InlineData("14", SourceErrorCodes.Unavailable)]
    [InlineData("16", SourceErrorCodes.Forbidden)]
    [InlineData("13", SourceErrorCodes.Failed)]
    [InlineData("99", SourceErrorCodes.Failed)]
    [InlineData("x", SourceErrorCodes.Failed)]
    [InlineData(null, SourceErrorCodes.InvalidResponse)]
    public void A_status_is_an_error_with_a_code(string? status, string expected)
    {
        Assert.Equal(expected, Code(() => Orders.ReadBody("{ getOrder { id } }", [], status)));
        Assert.Equal(expected, Code(() => Orders.ReadBody("{ getOrder { id } }", [], status, isHeader: true)));
    }

    [Fact]
    public void A_proxy_that_knows_no_gRPC_is_read_by_its_HTTP_status() =>
        Assert.Equal(
            SourceErrorCodes.Forbidden, Code(() => Orders.ReadBody("{ getOrder { id } }", [], null, httpStatus: 403)));

    [Theory]
    // ErrorInfo { reason: "OUT_OF_STOCK", domain: "shop" }, then BadRequest of the fields a.b and "not a name".
    [InlineData(
        "08031a2e0a16742f676f6f676c652e7270632e4572726f72496e666f12140a0c4f55545f4f465f53544f434b120473686f701a370a17742f676f6f676c652e7270632e42616452657175657374121c0a0c0a03612e621205776f7264730a0c0a0a6e6f742061206e616d65",
        "\"reason\":\"OUT_OF_STOCK\",\"domain\":\"shop\",\"fields\":[\"a.b\"]")]
    [InlineData("zz", null)]
    public void Typed_details_of_an_error_reach_the_client(string header, string? expected)
    {
        var encoded = header == "zz" ? "%%" : Convert.ToBase64String(Convert.FromHexString(header)).TrimEnd('=');

        var extensions = StatusDetails.Read(encoded).Extensions;

        Assert.Equal(expected, extensions is null ? null : System.Text.Encoding.UTF8.GetString(extensions));
    }

    private static string Code(Action call) => Assert.Throws<SourceException>(call).Code;

    private static string Header(SourceRequest request, TimeSpan left)
    {
        var (name, value) = request.DeadlineHeader!(left);
        return $"{name}: {value}";
    }
}
