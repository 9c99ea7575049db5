using System.Collections.Immutable;

namespace Shop.Reviews;

/// <summary>The shop's reviews and those added since the start, the newest first; safe for many threads.</summary>
internal sealed class ReviewStore(TimeProvider time)
{
    public const int AddedMax = 1_000;

    private ImmutableStack<Review> _added = [];

    public IEnumerable<Review> Recent() => _added.Concat(ShopData.Reviews.Reverse());

    public IEnumerable<Review> OfProduct(string id) =>
        _added.Where(review => review.ProductId == id).Concat(ShopData.ReviewsOfProduct(id).Reverse());

    public IEnumerable<Review> ByAuthor(string id) =>
        _added.Where(review => review.AuthorId == id).Concat(ShopData.ReviewsByAuthor(id).Reverse());

    public Review? Find(string id) => ShopData.Review(id) ?? _added.FirstOrDefault(review => review.Id == id);

    /// <exception cref="GraphQLException">Too many were added.</exception>
    public Review Add(string productId, string authorId, int rating, string title, string body)
    {
        while (true)
        {
            ImmutableStack<Review> before = _added;
            int count = before.Count();
            if (count == AddedMax) throw new GraphQLException($"No more than {AddedMax} reviews can be added.");
            string id = $"r{ShopData.Reviews.Count + count + 1}";
            var review = new Review(id, productId, authorId, rating, title, body, time.GetUtcNow());
            if (Interlocked.CompareExchange(ref _added, before.Push(review), before) == before) return review;
        }
    }
}
