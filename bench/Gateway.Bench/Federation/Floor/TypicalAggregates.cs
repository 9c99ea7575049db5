namespace Gateway.Bench.Federation.Floor;

/// <summary>
/// The workloads as a team would write them by hand, with the same rounds of calls as the gateway's plan.
/// </summary>
internal sealed class TypicalAggregates(SubgraphClient subgraphs)
{
    private const string Users = "{users{id username name}}";
    private const string AnyUser = "query($id:ID!){user(id:$id){id name username}}";
    private const string TopProducts = "{topProducts(first:5){upc name price weight}}";

    private const string DeepReviews = """
        query($r:[_Any!]!){_entities(representations:$r){
          ... on User{reviews{id body product{upc reviews{id body author{id username reviews{id body product{upc}}}}}}}
          ... on Product{reviews{id body author{id username reviews{id body product{upc}}}}}
        }}
        """;

    private const string ShallowReviews =
        "query($r:[_Any!]!){_entities(representations:$r){... on User{reviews{id body product{upc}}}}}";

    private const string ProductFacts =
        "query($r:[_Any!]!){_entities(representations:$r){... on Product{upc name price weight}}}";

    private const string Stock =
        "query($r:[_Any!]!){_entities(representations:$r){... on Product{upc inStock shippingEstimate}}}";

    private const string UserNames = "query($r:[_Any!]!){_entities(representations:$r){... on User{id name}}}";

    public async Task<object> HeavyAsync()
    {
        var askedUsers = subgraphs.AskAsync<UsersData>("accounts", Users);
        var askedProducts = subgraphs.AskAsync<TopProductsData>("products", TopProducts);
        var users = (await askedUsers).Users;
        var products = (await askedProducts).TopProducts;

        var reviewed = await subgraphs.EntitiesAsync<ReviewedDto>(
            "reviews",
            DeepReviews,
            [.. users.Select(static user => SubgraphClient.UserKey(user.Id)),
             .. products.Select(static product => SubgraphClient.ProductKey(product.Upc))]);
        users = [.. users.Zip(reviewed, static (user, more) => user with { Reviews = more.Reviews })];
        products =
        [
            .. products.Zip(
                reviewed.Skip(users.Count), static (product, more) => product with { Reviews = more.Reviews }),
        ];

        var seen = new Seen();
        users.ForEach(seen.AddUser);
        products.ForEach(seen.AddProduct);
        var joined = await JoinAsync(seen);
        return new
        {
            users = users.Select(user => Complete(user, joined, isRoot: true)),
            topProducts = products.Select(product => Complete(product, joined)),
        };
    }

    public async Task<object> MidAsync()
    {
        var me = (await subgraphs.AskAsync<MeData>("accounts", "{me{id name username}}")).Me;
        return new { me = await ReviewedAsync(me, static product => product with { Weight = null }) };
    }

    public async Task<UserDto> UserPageAsync(string id)
    {
        var asked = await subgraphs.AskAsync<UserData>("accounts", AnyUser, new { id });
        return await ReviewedAsync(asked.User, static product => product);
    }

    public async Task<object> SmallAsync() => await subgraphs.AskAsync<UsersData>("accounts", Users);

    private async Task<UserDto> ReviewedAsync(UserDto user, Func<ProductDto, ProductDto> choose)
    {
        var reviewed = await subgraphs.EntitiesAsync<ReviewedDto>(
            "reviews", ShallowReviews, [SubgraphClient.UserKey(user.Id)]);
        var reviews = reviewed[0].Reviews!;
        var products = await ProductsAsync(reviews.Select(static review => review.Product!.Upc).Distinct());
        return user with
        {
            Reviews = reviews.ConvertAll(review =>
                review with { Product = choose(products[review.Product!.Upc]) }),
        };
    }

    private async Task<Joined> JoinAsync(Seen seen)
    {
        var askedNames = subgraphs.EntitiesAsync<UserDto>(
            "accounts", UserNames, seen.Users.Select(SubgraphClient.UserKey));
        var products = await ProductsAsync(seen.Products);
        return new Joined(
            products, (await askedNames).ToDictionary(static user => user.Id, static user => user.Name));
    }

    private async Task<Dictionary<string, ProductDto>> ProductsAsync(IEnumerable<string> upcs)
    {
        var facts = await subgraphs.EntitiesAsync<ProductDto>(
            "products", ProductFacts, upcs.Select(SubgraphClient.ProductKey));
        var stock = await subgraphs.EntitiesAsync<ProductDto>(
            "inventory", Stock, facts.Select(SubgraphClient.PricedProduct));
        return facts.Zip(stock, static (fact, held) => fact with
        {
            InStock = held.InStock,
            ShippingEstimate = held.ShippingEstimate,
        }).ToDictionary(static product => product.Upc);
    }

    private static UserDto Complete(UserDto user, Joined joined, bool isRoot = false) => user with
    {
        Name = isRoot ? user.Name : joined.Names[user.Id],
        Reviews = user.Reviews?.ConvertAll(review => Complete(review, joined)),
    };

    private static ReviewDto Complete(ReviewDto review, Joined joined) => review with
    {
        Author = review.Author is { } author ? Complete(author, joined) : null,
        Product = review.Product is { } product ? Complete(product, joined) : null,
    };

    private static ProductDto Complete(ProductDto product, Joined joined) => joined.Products[product.Upc] with
    {
        Reviews = product.Reviews?.ConvertAll(review => Complete(review, joined)),
    };

    /// <summary>Users and products that any review names, each once.</summary>
    private sealed class Seen
    {
        public HashSet<string> Users { get; } = [];

        public HashSet<string> Products { get; } = [];

        public void AddUser(UserDto user) => user.Reviews?.ForEach(AddReview);

        public void AddProduct(ProductDto product)
        {
            Products.Add(product.Upc);
            product.Reviews?.ForEach(AddReview);
        }

        private void AddReview(ReviewDto review)
        {
            if (review.Author is { } author)
            {
                Users.Add(author.Id);
                AddUser(author);
            }

            if (review.Product is { } product)
            {
                AddProduct(product);
            }
        }
    }
}
