namespace Shop.Reviews;

/// <summary>A product or a customer as this subgraph knows it: by its key.</summary>
internal sealed record EntityKey(string Type, string Id);

/// <summary>What the fields of the contract answer, by <c>Type.field</c>.</summary>
internal sealed class ReviewsResolvers
{
    public const int FirstMax = 100;
    public const int RepresentationsMax = 1_000;
    public const int TextCharsMax = 2_000;

    private readonly ReviewStore _store;
    private readonly Dictionary<string, Func<object, IReadOnlyDictionary<string, object?>, object?>> _fields;

    public ReviewsResolvers(ReviewStore store)
    {
        _store = store;
        _fields = new()
        {
            ["Query.recentReviews"] = (_, args) => store.Recent().Take(First(args, 10)),
            ["Query.review"] = (_, args) => store.Find((string)args["id"]!),
            ["Query._service"] = (_, _) => SubgraphSchema.Instance,
            ["Query._entities"] = (_, args) => Entities((List<object?>)args["representations"]!),
            ["_Service.sdl"] = (_, _) => SubgraphSchema.Instance.Sdl,
            ["Mutation.addReview"] = (_, args) => Add((Dictionary<string, object?>)args["input"]!),
            ["Review.id"] = (review, _) => ((Review)review).Id,
            ["Review.rating"] = (review, _) => ((Review)review).Rating,
            ["Review.title"] = (review, _) => ((Review)review).Title,
            ["Review.body"] = (review, _) => ((Review)review).Body,
            ["Review.createdAt"] = (review, _) => ((Review)review).CreatedAt,
            ["Review.author"] = (review, _) => new EntityKey("Customer", ((Review)review).AuthorId),
            ["Review.product"] = (review, _) => new EntityKey("Product", ((Review)review).ProductId),
            ["Product.id"] = (product, _) => ((EntityKey)product).Id,
            ["Product.reviews"] = (product, args) => OfProduct(product).Take(First(args, 3)),
            ["Product.reviewCount"] = (product, _) => OfProduct(product).Count(),
            ["Product.averageRating"] = (product, _) => Average(OfProduct(product)),
            ["Customer.id"] = (customer, _) => ((EntityKey)customer).Id,
            ["Customer.reviews"] = (customer, args) =>
                store.ByAuthor(((EntityKey)customer).Id).Take(First(args, 5)),
        };
    }

    /// <exception cref="GraphQLException">The arguments ask for what cannot be.</exception>
    public object? Resolve(string type, string field, object parent, IReadOnlyDictionary<string, object?> arguments) =>
        _fields[$"{type}.{field}"](parent, arguments);

    /// <summary>The object type of a value that a resolver gave.</summary>
    public static string TypeOf(object value) => value switch
    {
        EntityKey key => key.Type,
        Review => "Review",
        _ => "_Service",
    };

    private IEnumerable<Review> OfProduct(object product) => _store.OfProduct(((EntityKey)product).Id);

    private List<object?> Entities(List<object?> representations)
    {
        if (representations.Count > RepresentationsMax)
            throw new GraphQLException($"There are more than {RepresentationsMax} representations.");
        return representations.ConvertAll(one => Entity((Dictionary<string, object?>)one!));
    }

    // Null for one that the shop does not have (Federation: the reference resolver finds nothing).
    private object? Entity(Dictionary<string, object?> representation)
    {
        if (representation.GetValueOrDefault("id") is not string id)
            throw new GraphQLException("A representation must have an 'id'.");
        return representation.GetValueOrDefault("__typename") switch
        {
            "Review" => _store.Find(id),
            "Product" => ShopData.Product(id) is null ? null : new EntityKey("Product", id),
            "Customer" => ShopData.Customer(id) is null ? null : new EntityKey("Customer", id),
            _ => throw new GraphQLException("A representation must have a '__typename' of this subgraph."),
        };
    }

    private Review Add(Dictionary<string, object?> input)
    {
        string productId = (string)input["productId"]!;
        string authorId = (string)input["authorId"]!;
        string title = (string)input["title"]!;
        string body = (string)input["body"]!;
        if (ShopData.Product(productId) is null) throw new GraphQLException("There is no such product.");
        if (ShopData.Customer(authorId) is null) throw new GraphQLException("There is no such customer.");
        if (input["rating"] is not (>= 1L and <= 5L)) throw new GraphQLException("A rating is 1 to 5.");
        if (title.Length is 0 or > TextCharsMax || body.Length is 0 or > TextCharsMax)
            throw new GraphQLException($"A title and a body have 1 to {TextCharsMax} characters.");
        return _store.Add(productId, authorId, (int)(long)input["rating"]!, title, body);
    }

    private static double? Average(IEnumerable<Review> reviews) =>
        reviews.Any() ? Math.Round(reviews.Average(review => review.Rating), 2) : null;

    private static int First(IReadOnlyDictionary<string, object?> arguments, int fallback)
    {
        long first = arguments["first"] as long? ?? fallback;
        return first is >= 1 and <= FirstMax
            ? (int)first
            : throw new GraphQLException($"'first' must be from 1 to {FirstMax}.");
    }
}
