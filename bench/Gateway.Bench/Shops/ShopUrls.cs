namespace Gateway.Bench.Shops;

/// <summary>Where the backends are; written and read as <c>name=url</c>, one argument each.</summary>
internal sealed class ShopUrls(IReadOnlyDictionary<string, Uri> urls)
{
    public const string Accounts = "accounts";
    public const string Catalog = "catalog";
    public const string Orders = "orders";
    public const string Inventory = "inventory";
    public const string Billing = "billing";
    public const string Reviews = "reviews";

    /// <summary>Where below its address a backend answers.</summary>
    public static string PathOf(string name) => name switch { Billing => "billing", Reviews => "graphql", _ => "" };

    public IEnumerable<string> Names => urls.Keys;

    public Uri this[string name] => urls[name];

    public IEnumerable<string> Arguments => urls.Select(static entry => $"{entry.Key}={entry.Value}");

    public static ShopUrls Read(IEnumerable<string> arguments) => new(arguments
        .Select(static argument => argument.Split('=', 2))
        .ToDictionary(static parts => parts[0], static parts => new Uri(parts[1])));
}
