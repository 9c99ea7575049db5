using System.Globalization;

namespace Gateway.Testing.Federation;

/// <summary>The fields of all four subgraphs, and so of the monolith that expected answers come from.</summary>
internal static class FederationResolvers
{
    /// <param name="type">The parent's type.</param>
    /// <param name="field">A field of it.</param>
    /// <param name="parent">The parent's value; null for the root.</param>
    /// <param name="arguments">The field's arguments, read as JSON would be.</param>
    /// <exception cref="InvalidOperationException">There is no such field.</exception>
    public static object? Resolve(
        string type, string field, Reference? parent, IReadOnlyDictionary<string, object?> arguments) =>
        (type, field) switch
        {
            ("Query", "me") => Reference.To(FederationData.Users[0]),
            ("Query", "user") => Find(Convert.ToString(arguments["id"], CultureInfo.InvariantCulture)),
            ("Query", "users") => FederationData.Users.Select(Reference.To),
            ("Query", "topProducts") => FederationData.Products.Take(First(arguments)).Select(Reference.To),
            ("Query", _) when WideData.Knows(field) => new Reference(string.Concat("W", field.AsSpan(1)), field),
            (_, _) when WideData.Knows(type) => WideData.ValueOf(type, field),
            ("User", _) => OfUser(field, (User)parent!.Value),
            ("Product", "shippingEstimate") => Estimate(parent!),
            ("Product", _) => OfProduct(field, (Product)parent!.Value),
            ("Review", _) => OfReview(field, (Review)parent!.Value),
            _ => throw Unknown(type, field),
        };

    /// <summary>The entity that a representation stands for, with the required fields that it carries.</summary>
    public static Reference? Entity(IReadOnlyDictionary<string, object?> representation) =>
        representation["__typename"] switch
        {
            "User" => Find((string)representation["id"]!),
            "Product" => new Reference("Product", FindProduct((string)representation["upc"]!), representation),
            "Review" => Reference.To(FederationData.Reviews[Index(representation["id"]!)]),
            var other => throw new InvalidOperationException($"No entity is of type {other}."),
        };

    private static object? OfUser(string field, User user) => field switch
    {
        "id" => user.Id,
        "name" => user.Name,
        "username" => user.Username,
        "birthday" => user.Birthday,
        "reviews" => user.Reviews.Select(Reference.To),
        _ => throw Unknown("User", field),
    };

    private static object? OfProduct(string field, Product product) => field switch
    {
        "upc" => product.Upc,
        "name" => product.Name,
        "price" => product.Price,
        "weight" => product.Weight,
        "inStock" => product.InStock,
        "reviews" => product.Reviews.Select(Reference.To),
        _ => throw Unknown("Product", field),
    };

    private static object? OfReview(string field, Review review) => field switch
    {
        "id" => review.Id,
        "body" => review.Body,
        "author" => review.Author is { } author ? Reference.To(author) : null,
        "product" => Reference.To(review.Product),
        _ => throw Unknown("Review", field),
    };

    /// <summary>From the values that were sent along, where there are any: a wrong one must show.</summary>
    private static int? Estimate(Reference parent)
    {
        var product = (Product)parent.Value;
        if (parent.Sent is null)
        {
            return Product.ShippingEstimate(product.Price, product.Weight);
        }

        return parent.Sent.TryGetValue("price", out var price) && parent.Sent.TryGetValue("weight", out var weight)
            ? Product.ShippingEstimate((int)price!, (int)weight!)
            : null;
    }

    private static int First(IReadOnlyDictionary<string, object?> arguments) =>
        arguments.TryGetValue("first", out var first) ? (int)first! : 5;

    private static Reference? Find(string? id) =>
        FederationData.Users.FirstOrDefault(user => user.Id == id) is { } user ? Reference.To(user) : null;

    private static Product FindProduct(string upc) => FederationData.Products[Index(upc)];

    private static int Index(object number) => int.Parse((string)number, CultureInfo.InvariantCulture) - 1;

    private static InvalidOperationException Unknown(string type, string field) => new($"{type} has no field {field}.");
}

/// <summary>A value of an object type.</summary>
/// <param name="Type">The type's name.</param>
/// <param name="Value">What its fields are read from.</param>
/// <param name="Sent">The representation that it came by.</param>
internal sealed record Reference(string Type, object Value, IReadOnlyDictionary<string, object?>? Sent = null)
{
    public static Reference To(User user) => new("User", user);

    public static Reference To(Product product) => new("Product", product);

    public static Reference To(Review review) => new("Review", review);
}
