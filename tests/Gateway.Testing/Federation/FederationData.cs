namespace Gateway.Testing.Federation;

/// <summary>What the four subgraphs know: deterministic, such that the heavy query's answer is about 88 KB.</summary>
/// <remarks>6 users, 1,000 products; users review the first products often enough for the query to nest deep.</remarks>
internal static class FederationData
{
    public const int UserCount = 6;

    public const int ProductCount = 1000;

    /// <summary>Products that the heavy query can reach by reviews.</summary>
    private const int ReviewedByUsers = 9;

    private const int ListBodyWords = 72;

    private static readonly string[] Words =
        ["table", "glass", "couch", "chair", "lamp", "shelf", "mirror", "stool", "bench", "desk"];

    public static User[] Users { get; } =
    [
        .. Enumerable.Range(1, UserCount).Select(static number => new User(
            $"{number}", $"User Number {number}", $"username{number}", 1230 + number)),
    ];

    public static Product[] Products { get; } =
    [
        .. Enumerable.Range(1, ProductCount).Select(static number => new Product(
            $"{number}",
            $"{Words[number % Words.Length]} {number}",
            (number * 37 % 1500) + 1,
            (number * 53 % 900) + 1,
            number % 3 != 0)),
    ];

    public static Review[] Reviews { get; } = MakeReviews();

    private static Review[] MakeReviews()
    {
        var reviews = new List<Review>();
        foreach (var (user, product) in UserReviews())
        {
            reviews.Add(new Review($"{reviews.Count + 1}", Sentence(reviews.Count, 5), user, product));
        }

        for (var product = ReviewedByUsers; product < ProductCount; product++)
        {
            for (var review = 0; review < 2; review++)
            {
                reviews.Add(new Review(
                    $"{reviews.Count + 1}", Sentence(reviews.Count, ListBodyWords), -1, product));
            }
        }

        return [.. reviews];
    }

    /// <summary>Two reviews of each user, each product of the first few by two users.</summary>
    private static IEnumerable<(int User, int Product)> UserReviews()
    {
        for (var user = 0; user < UserCount; user++)
        {
            yield return (user, user % 4);
            yield return (user, (user + 2) % 5);
        }
    }

    private static string Sentence(int seed, int words) =>
        string.Join(' ', Enumerable.Range(0, words).Select(word => Words[((seed * 7) + (word * 3)) % Words.Length]));
}

internal sealed record User(string Id, string Name, string Username, int Birthday)
{
    public IEnumerable<Review> Reviews =>
        FederationData.Reviews.Where(review => review.Author == this);
}

/// <param name="Weight">Grams.</param>
internal sealed record Product(string Upc, string Name, int Price, int Weight, bool InStock)
{
    /// <summary>Nothing is charged for what is dear, else half its weight.</summary>
    public static int ShippingEstimate(int price, int weight) => price > 1000 ? 0 : weight / 2;

    public IEnumerable<Review> Reviews =>
        FederationData.Reviews.Where(review => review.Product == this);
}

/// <param name="UserIndex">-1: somebody who is none of the users.</param>
internal sealed record Review(string Id, string Body, int UserIndex, int ProductIndex)
{
    public User? Author => UserIndex < 0 ? null : FederationData.Users[UserIndex];

    public Product Product => FederationData.Products[ProductIndex];
}
