namespace Shop;

/// <summary>An amount in EUR with two digits.</summary>
public readonly record struct Money(decimal Amount)
{
    public const string Currency = "EUR";
}

public sealed record Category(string Id, string Name, string Description);

/// <summary>A thing on sale; the hint is what buyers think, 0 to 5 with one digit, null where nobody said.</summary>
public sealed record Product(
    string Id,
    string Name,
    string Description,
    string CategoryId,
    Money Price,
    IReadOnlyList<string> Tags,
    decimal? RatingHint,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DiscontinuedAt);

/// <summary>Of kind <c>billing</c> or <c>shipping</c>, in a country of two letters (ISO 3166-1).</summary>
public sealed record Address(string Kind, string Street, string City, string PostalCode, string Country);

public enum LoyaltyTier
{
    Bronze,
    Silver,
    Gold,
}

public sealed record Customer(
    string Id,
    string FirstName,
    string LastName,
    string Email,
    string? Phone,
    LoyaltyTier LoyaltyTier,
    IReadOnlyList<Address> Addresses,
    DateTimeOffset CreatedAt);

public enum OrderStatus
{
    Placed,
    Paid,
    Shipped,
    Delivered,
    Cancelled,
}

public sealed record OrderLine(string ProductId, int Quantity, Money UnitPrice);

public sealed record Order(
    string Id,
    string CustomerId,
    OrderStatus Status,
    IReadOnlyList<OrderLine> Lines,
    Money Total,
    DateTimeOffset PlacedAt);

public enum InvoiceStatus
{
    Open,
    Paid,
    Overdue,
}

/// <summary>What a customer owes for an order; it has a day of payment only when it is paid.</summary>
public sealed record Invoice(
    string Id,
    string OrderId,
    string CustomerId,
    InvoiceStatus Status,
    Money Amount,
    DateTimeOffset IssuedAt,
    DateTimeOffset DueAt,
    DateTimeOffset? PaidAt);

/// <summary>A customer's opinion of a product, rated 1 to 5.</summary>
public sealed record Review(
    string Id,
    string ProductId,
    string AuthorId,
    int Rating,
    string Title,
    string Body,
    DateTimeOffset CreatedAt);
