using Gateway.Bench.Shops;

namespace Gateway.Bench.Engine;

/// <summary>A query, and the calls that it needs, round by round.</summary>
/// <param name="Name">As the table shows it.</param>
/// <param name="Document">The query's text.</param>
/// <param name="Rounds">The same calls by hand.</param>
internal sealed record Workload(string Name, string Document, HttpRequestMessage[][] Rounds)
{
    private const int PageSize = 20;

    private const string RecentReviews = "{ recentReviews(first: 10) { id rating title body createdAt } }";

    private const string ProductPage = """
        { products(pageSize: 20) { items { id name averageRating reviews(first: 2) { rating title } } } }
        """;

    public int Calls => Rounds.Sum(static round => round.Length);

    public static Workload[] All(ShopUrls urls)
    {
        var requests = new ShopRequests(urls);
        string[] bought = [.. Shop.ShopData.OrdersOf(ShopPipeline.CustomerId).Take(PageSize)
            .SelectMany(static order => order.Lines).Select(static line => line.ProductId).Distinct()];
        var shown = Enumerable.Range(1, PageSize).Select(static number => $"p{number}");
        return
        [
            new(
                "HomeScreen (REST, gRPC, SOAP, GraphQL)",
                File.ReadAllText(Repository.PathOf("src/Bff.Mobile/operations/HomeScreen.graphql")),
                [
                    [requests.Customer()],
                    [requests.Orders(), requests.Invoices()],
                    [requests.Products(bought), requests.Stock(bought), requests.Reviews(bought)],
                ]),
            new(
                "product page (REST, then GraphQL entities)",
                ProductPage,
                [[requests.ProductPage(PageSize)], [requests.Reviews(shown)]]),
            new("recent reviews (GraphQL)", RecentReviews, [[requests.GraphQL(RecentReviews)]]),
        ];
    }
}
