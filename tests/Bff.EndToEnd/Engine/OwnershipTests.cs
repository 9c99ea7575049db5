using System.Text.Json.Nodes;

namespace Bff.EndToEnd.Engine;

/// <summary>A partner asks by id: what belongs to a customer that its key does not name is forbidden, null.</summary>
public sealed class OwnershipTests : IAsyncLifetime
{
    private ShopGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await ShopGateway.StartAsync("Bff.Partner", new ShopSetup
    {
        IsCached = true,
        OverlayAdditions = new Dictionary<string, string>
        {
            ["accounts"] = "extend type Query { getCustomer: Customer @cacheControl(maxAge: 60, scope: PUBLIC) }",
            ["orders"] = "extend type Query { getOrder: Order @cacheControl(maxAge: 60, scope: PUBLIC) }",
            ["billing"] = """
                extend type Query {
                  getInvoice: Invoice @cacheControl(maxAge: 60, scope: PUBLIC)
                  getInvoicesByCustomer: GetInvoicesByCustomerResponse @cacheControl(maxAge: 60, scope: PUBLIC)
                }
                """,
        },
    });

    public async ValueTask DisposeAsync() => await _gateway.DisposeAsync();

    [Theory]
    [InlineData("{ customer(id: \"c2\") { id email } }", """{"customer":null}""", "customer")]
    [InlineData(
        "{ mine: customer(id: \"c1\") { id } theirs: customer(id: \"c2\") { email } }",
        """{"mine":{"id":"c1"},"theirs":null}""",
        "theirs")]
    [InlineData("query($id: ID!) { customer(id: $id) { email } }", """{"customer":null}""", "customer")]
    [InlineData("{ customer(id: \"c2\") { __typename } }", """{"customer":null}""", "customer")]
    [InlineData("{ invoice(invoiceId: \"i2\") { id amount } }", """{"invoice":null}""", "invoice")]
    [InlineData("{ invoice(invoiceId: \"i2\") { lines { line { amount } } } }", """{"invoice":null}""", "invoice")]
    [InlineData("{ invoices(customerId: \"c2\") { total items { id } } }", """{"invoices":null}""", "invoices")]
    [InlineData("{ order(id: \"o2\") { id total { units } } }", """{"order":null}""", "order")]
    [InlineData("{ order(id: \"o2\") { customer { email } } }", """{"order":null}""", "order")]
    [InlineData(
        "{ ...Q } fragment Q on Query { x: order(id: \"o2\") { ...O } } "
            + "fragment O on Order { ... { lines { productId } } }",
        """{"x":null}""",
        "x")]
    [InlineData(
        "{ a: order(id: \"o1\") { id } b: order(id: \"o2\") { id } c: order(id: \"o201\") { customerId } }",
        """{"a":{"id":"o1"},"b":null,"c":{"customerId":"c1"}}""",
        "b")]
    public async Task Another_customers_is_forbidden_and_null(string document, string data, string path)
    {
        var answer = JsonNode.Parse(await _gateway.RunAsync(document, "c1", """{"id":"c2"}"""))!;

        Assert.Equal(data, answer["data"]!.ToJsonString());
        var error = Assert.Single(answer["errors"]!.AsArray())!;
        Assert.Equal($"[\"{path}\"] FORBIDDEN", $"{error["path"]!.ToJsonString()} {error["extensions"]!["code"]}");
        Assert.DoesNotContain("c2", error.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ customer(id: \"c1\") { id email } }", "customer")]
    [InlineData("{ order(id: \"o1\") { id lines { productId } } }", "order")]
    [InlineData("{ invoice(invoiceId: \"i1\") { id amount } }", "invoice")]
    [InlineData("{ invoices(customerId: \"c1\") { total items { id } } }", "invoices")]
    public async Task A_stored_answer_is_only_for_those_who_own_it(string document, string field)
    {
        var owners = await _gateway.RunAsync(document, "c1");
        Assert.DoesNotContain("\"errors\"", owners, StringComparison.Ordinal);
        var calls = _gateway.CallsByBackend();
        Assert.Equal(owners, await _gateway.RunAsync(document, "c1"));
        Assert.Equal(calls, _gateway.CallsByBackend());

        var others = JsonNode.Parse(await _gateway.RunAsync(document, "c2"))!;

        Assert.Equal($$"""{"{{field}}":null}""", others["data"]!.ToJsonString());
        Assert.Equal("FORBIDDEN", (string?)others["errors"]![0]!["extensions"]!["code"]);
    }
}
