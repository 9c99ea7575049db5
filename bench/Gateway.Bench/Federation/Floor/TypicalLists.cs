using Gateway.Testing.Federation;
namespace Gateway.Bench.Federation.Floor;

/// <summary>The workloads without entities within entities, as a team would write them by hand.</summary>
internal sealed class TypicalLists(SubgraphClient subgraphs)
{
    private const string Products = "{topProducts(first:1000){upc name price weight}}";

    private const string Stock =
        "query($r:[_Any!]!){_entities(representations:$r){... on Product{upc inStock shippingEstimate}}}";

    private const string Reviews =
        "query($r:[_Any!]!){_entities(representations:$r){... on Product{upc reviews{id body}}}}";

    public async Task<object> ListAsync()
    {
        var products = (await subgraphs.AskAsync<TopProductsData>("products", Products)).TopProducts;
        var askedStock = subgraphs.EntitiesAsync<ProductDto>(
            "inventory", Stock, products.Select(SubgraphClient.PricedProduct));
        var askedReviews = subgraphs.EntitiesAsync<ProductDto>(
            "reviews", Reviews, products.Select(static product => SubgraphClient.ProductKey(product.Upc)));
        var (stock, reviews) = (await askedStock, await askedReviews);
        return new
        {
            topProducts = products.Select((product, index) => product with
            {
                InStock = stock[index].InStock,
                ShippingEstimate = stock[index].ShippingEstimate,
                Reviews = reviews[index].Reviews,
            }),
        };
    }

    public async Task<object> WideAsync()
    {
        var asked = WideData.Names.Select(AskWideAsync).ToList();
        var answers = await Task.WhenAll(asked);
        return WideData.Names.Zip(answers).ToDictionary(
            static pair => pair.First, static pair => pair.Second);
    }

    private async Task<WideDto> AskWideAsync(string name)
    {
        var fields = string.Join(' ', Enumerable.Range(1, WideData.FieldCount).Select(
            static field => $"field{field:00}"));
        var data = await subgraphs.AskAsync<Dictionary<string, WideDto>>(name, $"{{{name}{{{fields}}}}}");
        return data[name];
    }
}
