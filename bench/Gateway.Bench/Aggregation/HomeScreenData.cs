using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Shop.Orders.V1;

namespace Gateway.Bench.Aggregation;

/// <summary>All that HomeScreen shows, as the backends say it.</summary>
internal sealed class HomeScreenData
{
    public required JsonElement Customer { get; init; }

    public required ListOrdersResponse Orders { get; init; }

    public required XElement Invoices { get; init; }

    public Dictionary<string, JsonElement> Products { get; } = [];

    public Dictionary<string, int> Stock { get; } = [];

    /// <summary>By product: rating and reviews.</summary>
    public Dictionary<string, JsonElement> Reviews { get; } = [];

    /// <summary>Each product of the orders once, as often as it is bought.</summary>
    public static string[] ProductsOf(ListOrdersResponse orders) =>
        [.. orders.Orders.SelectMany(static order => order.Lines).Select(static line => line.ProductId).Distinct()];

    /// <summary>The screen as the gateway's schema has it: what <c>data</c> must equal.</summary>
    public JsonObject ToScreen() => new()
    {
        ["me"] = new JsonObject
        {
            ["id"] = Text(Customer, "id"),
            ["firstName"] = Text(Customer, "first_name"),
            ["loyaltyTier"] = Text(Customer, "loyalty_tier").ToUpperInvariant(),
            ["orders"] = new JsonObject { ["items"] = new JsonArray([.. Orders.Orders.Select(OrderOf)]) },
            ["invoices"] = InvoicePage(),
        },
    };

    private JsonObject OrderOf(Order order) => new()
    {
        ["id"] = order.Id,
        ["status"] = $"ORDER_STATUS_{order.Status.ToString().ToUpperInvariant()}",
        ["placedAt"] = order.PlacedAt.ToDateTimeOffset().ToString(
            "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["total"] = new JsonObject
        {
            ["currencyCode"] = order.Total.CurrencyCode,
            ["units"] = order.Total.Units.ToString(CultureInfo.InvariantCulture),
            ["nanos"] = order.Total.Nanos,
        },
        ["lines"] = new JsonArray([.. order.Lines.Select(line => new JsonObject
        {
            ["quantity"] = line.Quantity,
            ["product"] = ProductOf(line.ProductId),
        })]),
    };

    private JsonObject ProductOf(string id) => new()
    {
        ["id"] = id,
        ["name"] = Text(Products[id], "name"),
        ["price"] = Copy(Products[id].GetProperty("price")),
        ["averageRating"] = Copy(Reviews[id].GetProperty("averageRating")),
        ["reviews"] = Copy(Reviews[id].GetProperty("reviews")),
        ["stock"] = new JsonObject { ["available"] = Stock[id] },
    };

    private JsonObject InvoicePage()
    {
        var names = Invoices.Name.Namespace;
        string[] shown = ["id", "number", "amount", "currency", "dueOn"];
        var items = Invoices.Elements(names + "invoices").Select(invoice => new JsonObject(
            shown.Select(name => KeyValuePair.Create<string, JsonNode?>(name, invoice.Element(names + name)!.Value))));
        return new JsonObject
        {
            ["total"] = (int)Invoices.Element(names + "total")!,
            ["items"] = new JsonArray([.. items]),
        };
    }

    private static string Text(JsonElement from, string name) => from.GetProperty(name).GetString()!;

    private static JsonNode? Copy(JsonElement value) => JsonNode.Parse(value.GetRawText());
}
