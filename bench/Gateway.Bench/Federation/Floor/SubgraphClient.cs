using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Bench.Federation.Floor;

/// <summary>How a careful team calls its subgraphs: clients of the factory, typed records, System.Text.Json.</summary>
internal sealed class SubgraphClient(IHttpClientFactory factory)
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public async Task<T> AskAsync<T>(string subgraph, string query, object? variables = null)
    {
        var client = factory.CreateClient(subgraph);
        using var answer = await client.PostAsJsonAsync("", new Ask(query, variables), Json);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<Answer<T>>(Json))!.Data;
    }

    public async Task<List<T>> EntitiesAsync<T>(string subgraph, string query, IEnumerable<object> representations) =>
        (await AskAsync<EntitiesData<T>>(subgraph, query, new { r = representations })).Entities;

    public static object UserKey(string id) => new Dictionary<string, object> { ["__typename"] = "User", ["id"] = id };

    public static object ProductKey(string upc) =>
        new Dictionary<string, object> { ["__typename"] = "Product", ["upc"] = upc };

    public static object PricedProduct(ProductDto product) => new Dictionary<string, object>
    {
        ["__typename"] = "Product",
        ["upc"] = product.Upc,
        ["price"] = product.Price!,
        ["weight"] = product.Weight!,
    };
}
