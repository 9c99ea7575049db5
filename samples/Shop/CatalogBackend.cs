using Shop.Catalog;
using Shop.Rest;

namespace Shop;

/// <summary>Products and categories over REST; <c>contracts/catalog.openapi.json</c>.</summary>
public static class CatalogBackend
{
    private const int SearchTextMax = 100;

    private static readonly ProductBody[] Products = [.. ShopData.Products.Select(ProductBody.Of)];

    public static Task<Backend> StartAsync(BackendOptions options) => RestBackend.StartAsync("catalog", options, Map);

    private static void Map(WebApplication app)
    {
        app.MapGet("/products", ListProducts);
        app.MapGet("/products/batch", GetProductsByIds);
        app.MapGet("/products/{id}", (HttpRequest request, string id) => ShopData.Product(id) is { } product
            ? JsonAnswer.Ok(request, ProductBody.Of(product))
            : Problem.NotFound("product", id));
        app.MapGet("/products/{id}/image", (HttpRequest request, string id) => ShopData.Product(id) is { } product
            ? JsonAnswer.Bytes(request, ProductImage.Draw(product), "image/png")
            : Problem.NotFound("product", id));
        app.MapGet("/categories", (HttpRequest request) => JsonAnswer.Ok(request, ShopData.Categories));
        app.MapGet("/categories/{id}", (HttpRequest request, string id) => ShopData.Category(id) is { } category
            ? JsonAnswer.Ok(request, category)
            : Problem.NotFound("category", id));
    }

    private static IResult ListProducts(HttpRequest request, string? category, string? q)
    {
        if (!Query.TryReadPage(request, out Page page, out string error)) return Problem.BadRequest(error);
        if (q?.Length > SearchTextMax) return Problem.BadRequest($"'q' must have at most {SearchTextMax} characters.");
        ProductBody[] found =
        [
            .. Products
                .Where(product => category is null || product.CategoryId == category)
                .Where(product => q is null || product.Name.Contains(q, StringComparison.OrdinalIgnoreCase)),
        ];
        return JsonAnswer.Ok(request, page.Of(found));
    }

    // In reverse, since the contract promises no order: a caller that matches by position is found out.
    private static IResult GetProductsByIds(HttpRequest request) =>
        Query.TryReadIds(request, out string[] ids, out string error)
            ? JsonAnswer.Ok(request, ids.Select(ShopData.Product).OfType<Product>().Select(ProductBody.Of).Reverse())
            : Problem.BadRequest(error);
}
