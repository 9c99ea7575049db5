using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Gateway.Common.Language;
using Gateway.Common.Results;
using Gateway.Common.Schema;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Rest;
using Gateway.Testing;

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
        var contract = File.ReadAllBytes(Repository.PathOf("samples/Shop/contracts/catalog.openapi.json"));
        var file = new ContractFile("catalog.json", contract, static _ => null);
        var sdl = OpenApiImporter.Import(file, ImportOptions.Default).Sdl!;
        var schema = SchemaBuilder.BuildOrThrow(Parser.Parse(sdl), SchemaBuildOptions.SourceSchema);
        var call = new RestBinding().Compile(FetchFields.Of(schema, Selection));
        var bytes = Encoding.UTF8.GetBytes(Answer(products));
        var headers = new HttpResponseMessage().Headers;
        return new ConnectorCase(
            $"REST, {products} products",
            bytes.Length,
            () => Read(),
            "JsonDocument",
            () =>
            {
                using var document = JsonDocument.Parse(bytes);
            },
            () =>
            {
                if (Read() != CellKind.Object)
                {
                    throw new BenchException("The answer was not read.");
                }
            });

        CellKind Read()
        {
            using var store = new ResultStore();
            var body = ArrayPool<byte>.Shared.Rent(bytes.Length);
            bytes.CopyTo(body, 0);
            using var response = new SourceResponse(200, "application/json", headers, null, body, bytes.Length);
            return call.Read(store, response).Kind;
        }
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
