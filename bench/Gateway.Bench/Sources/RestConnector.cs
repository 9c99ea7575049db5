using System.Globalization;
using System.Text;
using System.Text.Json;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Rest;

namespace Gateway.Bench.Sources;

/// <summary>The sample shop's products as a REST answer, beside <see cref="JsonDocument"/>.</summary>
internal static class RestConnector
{
    private const string Selection =
        "{ listProducts { total items { id name description categoryId price { amount currency } tags createdAt } } }";

    private static readonly int[] Sizes = [1, 20, 1_000];

    public static IEnumerable<ConnectorCase> Cases() => Sizes.Select(Case);

    private static ConnectorCase Case(int products)
    {
        var bytes = Encoding.UTF8.GetBytes(Answer(products));
        return ConnectorCase.Of(
            $"REST, {products} products",
            OpenApiImporter.Import(ConnectorCase.Contract("catalog.openapi.json"), ImportOptions.Default),
            new RestBinding(RestOptions.Default),
            Selection,
            new ConnectorAnswer("application/json", bytes),
            ("JsonDocument", () => JsonDocument.Parse(bytes).Dispose()));
    }

    private static string Answer(int products)
    {
        var json = new StringBuilder("{\"items\":[");
        for (var index = 0; index < products; index++)
        {
            json.Append(index == 0 ? "" : ",").Append(
                CultureInfo.InvariantCulture,
                $$"""
                {"id":"p-{{index}}","name":"Tea no. {{index}}","description":"Black tea, \"strong\", from the hills.",
                "category_id":"c-1","price":{"amount":12.50,"currency":"EUR"},"tags":["tea","black"],"rating_hint":4.5,
                "created_at":"2026-01-02T03:04:05Z","discontinued":false,"discontinued_at":null}
                """);
        }

        return json.Append(
            CultureInfo.InvariantCulture, $"],\"total\":{products},\"page\":1,\"page_size\":{products}}}").ToString();
    }
}
