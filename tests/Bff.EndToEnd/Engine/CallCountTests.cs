using System.Text.Json.Nodes;
using Gateway.Testing;
using Shop;

namespace Bff.EndToEnd.Engine;

/// <summary>What a document costs, counted at the backends.</summary>
public sealed class CallCountTests
{
    [Fact]
    public async Task The_home_screen_with_twenty_orders_is_one_call_of_each_backend()
    {
        await using var gateway = await ShopGateway.StartAsync("Bff.Mobile");
        var document = await File.ReadAllTextAsync(
            Path.Combine(SharedFiles.RepositoryRoot, "src/Bff.Mobile/operations/HomeScreen.graphql"),
            TestContext.Current.CancellationToken);

        var answer = await gateway.RunAsync(document);

        Assert.Contains($"\"{ShopData.OrdersOf("c1").ElementAt(19).Id}\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain($"\"{ShopData.OrdersOf("c1").ElementAt(20).Id}\"", answer, StringComparison.Ordinal);
        Assert.Equal(
            "accounts: GET /customers/{id} 1; catalog: GET /products/batch 1; "
            + "orders: shop.orders.v1.OrdersService/ListOrders 1; "
            + "inventory: shop.inventory.v1.InventoryService/BatchGetStock 1; "
            + "billing: GetInvoicesByCustomer 1; reviews: _entities 1",
            string.Join("; ", gateway.Backends.Select(Describe)));
    }

    [Theory]
    [InlineData(
        "{ a: me { id } b: me { firstName } }",
        "",
        "accounts=1 catalog=0 orders=0 inventory=0 billing=0 reviews=0")]
    [InlineData(
        "{ me { a: orders(pageSize: 1) { items { id } } b: orders(pageSize: 1) { items { status } } } }",
        "",
        "accounts=1 catalog=0 orders=1 inventory=0 billing=0 reviews=0")]
    [InlineData(
        "{ me { a: orders(pageSize: 1) { items { id } } b: orders(pageSize: 2) { items { id } } } }",
        "",
        "accounts=1 catalog=0 orders=2 inventory=0 billing=0 reviews=0")]
    [InlineData(
        "query($s: Boolean!) { me { id invoices @skip(if: $s) { total } } }",
        """{"s":true}""",
        "accounts=1 catalog=0 orders=0 inventory=0 billing=0 reviews=0")]
    [InlineData(
        "query($s: Boolean!) { me { id invoices @skip(if: $s) { total } } }",
        """{"s":false}""",
        "accounts=1 catalog=0 orders=0 inventory=0 billing=1 reviews=0")]
    [InlineData(
        "query($p: Boolean!) { me { orders(pageSize: 2) { items { lines { "
            + "product @include(if: $p) { name stock { available } } } } } } }",
        """{"p":false}""",
        "accounts=1 catalog=0 orders=1 inventory=0 billing=0 reviews=0")]
    [InlineData(
        "query($p: Boolean!) { me { orders(pageSize: 2) { items { lines { "
            + "product { id name @include(if: $p) } } } } } }",
        """{"p":false}""",
        "accounts=1 catalog=0 orders=1 inventory=0 billing=0 reviews=0")]
    [InlineData(
        "query($p: Boolean!) { me { orders(pageSize: 2) { items { lines @include(if: $p) { product { name } } } } } }",
        """{"p":false}""",
        "accounts=1 catalog=0 orders=1 inventory=0 billing=0 reviews=0")]
    [InlineData(
        "query($p: Boolean!) { me { orders(pageSize: 2) { items { a: lines @include(if: $p) { product { name } } "
            + "b: lines @skip(if: $p) { product { stock { available } } } } } } }",
        """{"p":true}""",
        "accounts=1 catalog=1 orders=1 inventory=0 billing=0 reviews=0")]
    [InlineData(
        "query($p: Boolean!) { me { orders(pageSize: 2) { items { lines { "
            + "product @skip(if: $p) { name reviews { id } } } } } } }",
        """{"p":false}""",
        "accounts=1 catalog=1 orders=1 inventory=0 billing=0 reviews=1")]
    [InlineData("{ __typename }", "", "accounts=0 catalog=0 orders=0 inventory=0 billing=0 reviews=0")]
    public async Task Backends_are_called_for_what_is_asked_and_no_more(string document, string variables, string calls)
    {
        await using var gateway = await ShopGateway.StartAsync("Bff.Mobile");

        var answer = await gateway.RunAsync(document, variables: variables);

        Assert.DoesNotContain("\"errors\"", answer, StringComparison.Ordinal);
        Assert.Equal(calls, gateway.CallsByBackend());
    }

    [Theory]
    [InlineData("Bff.Mobile")]
    [InlineData("Bff.Web")]
    public async Task Mutations_run_one_after_the_other_in_the_order_of_the_document(string host)
    {
        await using var gateway = await ShopGateway.StartAsync(host);

        var answer = await gateway.RunAsync("""
            mutation {
              z: updateMe(input: { email: "one@example.com" }) { id email }
              a: updateMe(input: { email: "two@example.com" }) { email phone }
              m: updateMe(input: { phone: "+49 30 1" }) { email phone }
            }
            """, "c3");

        Assert.Equal(
            "z: c3 one@example.com; a: two@example.com +49 30 555 0003; m: two@example.com +49 30 1",
            string.Join("; ", JsonNode.Parse(answer)!["data"]!.AsObject().Select(static change =>
                $"{change.Key}: {string.Join(' ', change.Value!.AsObject().Select(static field => field.Value))}")));
        Assert.Equal("PATCH /customers/{id} 3", Describe(gateway.Backends["accounts"]));
        Assert.Equal(
            """{"data":{"me":{"email":"two@example.com"}}}""", await gateway.RunAsync("{ me { email } }", "c3"));
        Assert.Equal(
            $$$$"""{"data":{"me":{"email":"{{{{ShopData.Customer("c4")!.Email}}}}"}}}""",
            await gateway.RunAsync("{ me { email } }", "c4"));
    }

    private static string Describe(KeyValuePair<string, Backend> backend) =>
        $"{backend.Key}: {Describe(backend.Value)}";

    private static string Describe(Backend backend) =>
        string.Join(", ", backend.Calls.ByOperation.Select(static call => $"{call.Key} {call.Value}"));
}
