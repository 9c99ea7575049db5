using System.Collections.ObjectModel;
using System.Globalization;

namespace Shop;

/// <summary>All that the shop knows at start: one place for ids and relations, so that every backend agrees.</summary>
/// <remarks>
/// Made by arithmetic from the index, the same in every run. Ids are a letter and a number from 1: products
/// <c>p</c>, customers <c>c</c>, orders <c>o</c>, invoices <c>i</c> (one for each order, same number), reviews
/// <c>r</c>. Immutable: a backend that takes changes keeps them itself.
/// </remarks>
public static class ShopData
{
    public const int ProductCount = 1_000;
    public const int CustomerCount = 200;
    public const int OrderCount = 5_000;
    public const int OrdersPerCustomer = OrderCount / CustomerCount;

    private static readonly DateTimeOffset Opening = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<Category> Categories { get; } =
        [.. ShopWords.Categories.Select(c => new Category(c.Id, c.Name, $"{c.Nouns[0]}, {c.Nouns[1]} and more."))];

    public static IReadOnlyList<Product> Products { get; } = Make(ProductCount, MakeProduct);

    public static IReadOnlyList<Customer> Customers { get; } = Make(CustomerCount, MakeCustomer);

    /// <summary>In the order they were placed; customers take turns, so each has one in every 200.</summary>
    public static IReadOnlyList<Order> Orders { get; } = Make(OrderCount, MakeOrder);

    /// <summary>The invoice at an index belongs to the order at the same index.</summary>
    public static IReadOnlyList<Invoice> Invoices { get; } = Make(OrderCount, MakeInvoice);

    /// <summary>1 to 5 for each product, grouped by product.</summary>
    public static IReadOnlyList<Review> Reviews { get; } = MakeReviews();

    private static readonly ILookup<string, Review> ByProduct = Reviews.ToLookup(r => r.ProductId);
    private static readonly ILookup<string, Review> ByAuthor = Reviews.ToLookup(r => r.AuthorId);

    public static Category? Category(string id) => Categories.FirstOrDefault(c => c.Id == id);

    public static Product? Product(string id) => Find(Products, 'p', id);

    public static Customer? Customer(string id) => Find(Customers, 'c', id);

    public static Order? Order(string id) => Find(Orders, 'o', id);

    public static Invoice? Invoice(string id) => Find(Invoices, 'i', id);

    public static Review? Review(string id) => Find(Reviews, 'r', id);

    /// <summary>The customer's 25 orders, newest first; none for an unknown customer.</summary>
    public static IEnumerable<Order> OrdersOf(string customerId) => OfCustomer(Orders, customerId);

    /// <summary>The customer's 25 invoices, newest first; none for an unknown customer.</summary>
    public static IEnumerable<Invoice> InvoicesOf(string customerId) => OfCustomer(Invoices, customerId);

    public static IEnumerable<Review> ReviewsOfProduct(string productId) => ByProduct[productId];

    public static IEnumerable<Review> ReviewsByAuthor(string customerId) => ByAuthor[customerId];

    /// <summary>The number in an id: 12 for <c>p12</c>; 0 if it is not an id of that letter.</summary>
    public static int NumberOf(char letter, string id)
    {
        bool formed = id.Length is > 1 and < 8 && id[0] == letter && id[1] != '0';
        return formed && int.TryParse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : 0;
    }

    private static T? Find<T>(IReadOnlyList<T> list, char letter, string id)
        where T : class
    {
        int number = NumberOf(letter, id);
        return number > 0 && number <= list.Count ? list[number - 1] : null;
    }

    private static IEnumerable<T> OfCustomer<T>(IReadOnlyList<T> list, string customerId)
    {
        int customer = NumberOf('c', customerId);
        if (customer is 0 or > CustomerCount) yield break;
        for (int turn = OrdersPerCustomer - 1; turn >= 0; turn--)
            yield return list[turn * CustomerCount + customer - 1];
    }

    private static ReadOnlyCollection<T> Make<T>(int count, Func<int, T> make) =>
        Array.AsReadOnly(Enumerable.Range(0, count).Select(make).ToArray());

    private static Product MakeProduct(int index)
    {
        var category = ShopWords.Categories[index % 10];
        string noun = category.Nouns[index / 10 % 5];
        string adjective = ShopWords.Adjectives[index / 50];
        int n = index + 1;
        DateTimeOffset created = Opening.AddHours(n * 3 % 2_000);
        return new Product(
            $"p{n}",
            $"{adjective} {noun}",
            $"A {adjective.ToLowerInvariant()} {noun.ToLowerInvariant()} from our {category.Name} range.",
            category.Id,
            new Money(4.95m + n * 37 % 400 + n % 4 * 0.25m),
            [ShopWords.Tags[n % 8], ShopWords.Tags[(n + 3) % 8]],
            n % 7 == 0 ? null : 3.0m + n % 21 * 0.1m,
            created,
            n % 25 == 0 ? created.AddDays(90) : null);
    }

    private static Customer MakeCustomer(int index)
    {
        int n = index + 1;
        string first = ShopWords.FirstNames[index % 20];
        string last = ShopWords.LastNames[index / 20];
        Address billing = MakeAddress("billing", n);
        return new Customer(
            $"c{n}",
            first,
            last,
            $"{first}.{last}@example.com".ToLowerInvariant(),
            n % 6 == 0 ? null : $"+49 30 555 {n:D4}",
            (LoyaltyTier)((n + 1) % 3),
            n % 2 == 0 ? [billing] : [billing, MakeAddress("shipping", n + 3)],
            Opening.AddHours(n * 5));
    }

    private static Address MakeAddress(string kind, int n)
    {
        var place = ShopWords.Places[n % ShopWords.Places.Length];
        return new Address(kind, $"{place.Street} {n % 90 + 1}", place.City, place.PostalCode, place.Country);
    }

    private static Order MakeOrder(int index)
    {
        int n = index + 1;
        // 131 and 1,000 share no factor: the lines of an order name different products.
        OrderLine[] lines =
        [
            .. Enumerable.Range(0, n % 4 + 1).Select(line =>
            {
                Product product = Products[(n * 7 + line * 131) % ProductCount];
                return new OrderLine(product.Id, (n + line) % 3 + 1, product.Price);
            }),
        ];
        return new Order(
            $"o{n}",
            $"c{index % CustomerCount + 1}",
            (OrderStatus)((n + index / CustomerCount) % 5),
            lines,
            new Money(lines.Sum(line => line.Quantity * line.UnitPrice.Amount)),
            Opening.AddMinutes(n * 97));
    }

    // Of each customer's 25 invoices 5 are open, 5 overdue and 15 paid.
    private static Invoice MakeInvoice(int index)
    {
        Order order = Orders[index];
        var status = ((index / CustomerCount + index % CustomerCount) % 5) switch
        {
            0 => InvoiceStatus.Open,
            1 => InvoiceStatus.Overdue,
            _ => InvoiceStatus.Paid,
        };
        DateTimeOffset issued = order.PlacedAt.AddHours(1);
        DateTimeOffset? paid = status == InvoiceStatus.Paid ? issued.AddDays(index % 14 + 1) : null;
        return new Invoice(
            $"i{index + 1}", order.Id, order.CustomerId, status, order.Total, issued, issued.AddDays(14), paid);
    }

    private static ReadOnlyCollection<Review> MakeReviews()
    {
        var reviews = new List<Review>();
        for (int n = 1; n <= ProductCount; n++)
        {
            for (int turn = 0; turn <= n % 5; turn++)
            {
                int rating = (n + turn * 2) % 5 + 1;
                var opinion = ShopWords.Opinions[rating - 1];
                reviews.Add(new Review(
                    $"r{reviews.Count + 1}",
                    $"p{n}",
                    $"c{(n * 13 + turn * 29) % CustomerCount + 1}",
                    rating,
                    opinion.Title,
                    opinion.Body,
                    Opening.AddDays(60).AddMinutes(reviews.Count * 59)));
            }
        }

        return reviews.AsReadOnly();
    }
}
