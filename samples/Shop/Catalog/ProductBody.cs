using System.Text.Json.Serialization;

namespace Shop.Catalog;

/// <summary>A product as the contract's schema <c>Product</c> shows it.</summary>
internal sealed record ProductBody(
    string Id,
    string Name,
    string Description,
    string CategoryId,
    PriceBody Price,
    IReadOnlyList<string> Tags,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? RatingHint,
    DateTimeOffset CreatedAt,
    bool Discontinued,
    DateTimeOffset? DiscontinuedAt)
{
    public static ProductBody Of(Product product) => new(
        product.Id,
        product.Name,
        product.Description,
        product.CategoryId,
        new PriceBody(product.Price.Amount, Money.Currency),
        product.Tags,
        product.RatingHint,
        product.CreatedAt,
        product.DiscontinuedAt is not null,
        product.DiscontinuedAt);
}

internal sealed record PriceBody(decimal Amount, string Currency);
