using System.Text.Json.Nodes;
using Shop;

namespace Bff.EndToEnd.Engine;

/// <summary>A customer never sees another's data: not by a cache entry, an alias, a fragment or a lookup.</summary>
public sealed class IsolationTests
{
    private const int Customers = 50;
    private const int Rounds = 4;

    private const string Mine = """
        query Mine($n: Int) {
          mine: me { ...Who orders(pageSize: $n) { items { id customerId } } }
          again: me { email open: invoices(status: OPEN) { items { id customerId } } }
        }
        fragment Who on Customer { id firstName email }
        """;

    [Theory]
    [InlineData("Bff.Mobile", "PRIVATE")]
    [InlineData("Bff.Mobile", "PUBLIC")]
    [InlineData("Bff.Web", "PUBLIC")]
    public async Task Two_hundred_interleaved_requests_see_each_only_their_customer(string host, string scope)
    {
        await using var gateway = await ShopGateway.StartAsync(host, Cached(
            "accounts", $"extend type Query {{ getCustomer: Customer @cacheControl(maxAge: 60, scope: {scope}) }}"));
        var customers = Enumerable.Range(0, Customers * Rounds).Select(turn => $"c{turn % Customers + 1}").ToList();

        var answers = await Task.WhenAll(customers.Select(customer =>
            Task.Run(() => gateway.RunAsync(Mine, customer, """{"n":3}"""), TestContext.Current.CancellationToken)));

        Assert.Equal(customers.Select(Expected), answers);
        Assert.Equal(Customers, gateway.Backends["accounts"].Calls.Total);
        Assert.Equal(Customers, gateway.Backends["orders"].Calls.Total);
        Assert.Equal(Customers, gateway.Backends["billing"].Calls.Total);
    }

    [Theory]
    [InlineData("{ me(id: \"c2\") { email } }", "ARGUMENT_UNKNOWN")]
    [InlineData("query($id: ID!) { me(id: $id) { email } }", "ARGUMENT_UNKNOWN")]
    [InlineData("{ me { orders(customerId: \"c2\") { items { id } } } }", "ARGUMENT_UNKNOWN")]
    [InlineData("{ me { invoices(customerId: \"c2\") { items { id } } } }", "ARGUMENT_UNKNOWN")]
    [InlineData("mutation { updateMe(id: \"c2\", input: { email: \"x@example.com\" }) { email } }", "ARGUMENT_UNKNOWN")]
    [InlineData("{ getCustomersByIds(ids: [\"c2\"]) { email } }", "FIELD_UNKNOWN")]
    [InlineData("{ getCustomer(id: \"c2\") { email } }", "FIELD_UNKNOWN")]
    [InlineData("{ listCustomers { items { email } } }", "FIELD_UNKNOWN")]
    [InlineData("{ getInvoice(invoiceId: \"i2\") { amount } }", "FIELD_UNKNOWN")]
    [InlineData("{ getOrder(id: \"o2\") { customerId } }", "FIELD_UNKNOWN")]
    [InlineData("{ _entities(representations: []) { __typename } }", "FIELD_UNKNOWN")]
    [InlineData("{ recentReviews(first: 50) { author { email } } }", "FIELD_UNKNOWN")]
    [InlineData(
        "mutation { addReview(input: { productId: \"p1\", authorId: \"c2\", rating: 1, title: \"\" }) { id } }",
        "FIELD_UNKNOWN")]
    public async Task What_names_another_customer_is_no_part_of_the_schema(string document, string code)
    {
        foreach (var host in (string[])["Bff.Mobile", "Bff.Web"])
        {
            await using var gateway = await ShopGateway.StartAsync(host);

            var answer = JsonNode.Parse(await gateway.RunAsync(document, "c1", """{"id":"c2"}"""))!;

            Assert.Equal(code, (string?)answer["errors"]![0]!["extensions"]!["code"]);
            Assert.Null(answer["data"]);
            Assert.Equal(0, gateway.Backends.Values.Sum(static backend => backend.Calls.Total));
        }
    }

    [Theory]
    [InlineData("Bff.Mobile")]
    [InlineData("Bff.Web")]
    [InlineData("Bff.Partner")]
    public async Task Introspection_does_not_show_what_is_hidden(string host)
    {
        await using var gateway = await ShopGateway.StartAsync(host);

        var answer = await gateway.RunAsync("""
            { __schema {
              types { name fields { name args { name } } inputFields { name } possibleTypes { name } }
              directives { name args { name } }
            } }
            """);

        Assert.DoesNotContain("\"errors\"", answer, StringComparison.Ordinal);
        string[] hidden =
        [
            "_entities", "_service", "_Any", "_Entity", "getCustomersByIds", "getProductsByIds", "batchGetStock",
            "listCustomers", "batchGetOrders", "listOrders", "cancelOrder", "addReview", "author", "AddReviewInput",
            "claim", "owner", "lookup", "internal", "require", "rest", "soap", "grpc",
        ];
        Assert.All(hidden, name =>
            Assert.DoesNotContain($"\"name\":\"{name}\"", answer, StringComparison.Ordinal));
        var types = JsonNode.Parse(answer)!["data"]!["__schema"]!["types"]!.AsArray();
        string[] arguments = [.. types
            .SelectMany(static type => type!["fields"]?.AsArray() ?? [])
            .SelectMany(static field => field!["args"]!.AsArray().Select(argument =>
                $"{field["name"]}({argument!["name"]})"))];
        Assert.DoesNotContain("me(id)", arguments);
        Assert.DoesNotContain("orders(customerId)", arguments);
        Assert.DoesNotContain("updateMe(id)", arguments);
        Assert.Equal(host == "Bff.Partner", arguments.Contains("invoices(customerId)"));
    }

    private static ShopSetup Cached(string backend, string addition) => new()
    {
        IsCached = true,
        OverlayAdditions = new Dictionary<string, string> { [backend] = addition },
    };

    private static string Expected(string id)
    {
        var customer = ShopData.Customer(id)!;
        var orders = ShopData.OrdersOf(id).Take(3).Select(static order => order.Id);
        var open = ShopData.InvoicesOf(id)
            .Where(static invoice => invoice.Status == InvoiceStatus.Open)
            .Select(static invoice => invoice.Id);
        var who = new JsonObject { ["id"] = id, ["firstName"] = customer.FirstName, ["email"] = customer.Email };
        who["orders"] = new JsonObject { ["items"] = Items(orders, id) };
        var invoices = new JsonObject { ["items"] = Items(open, id) };
        var again = new JsonObject { ["email"] = customer.Email, ["open"] = invoices };
        return new JsonObject { ["data"] = new JsonObject { ["mine"] = who, ["again"] = again } }.ToJsonString();
    }

    private static JsonArray Items(IEnumerable<string> ids, string customer) =>
        [.. ids.Select(id => new JsonObject { ["id"] = id, ["customerId"] = customer })];
}
