namespace Shop.Orchestration;

/// <summary>Where everything listens: the hosts at the base, the backends from ten above it.</summary>
internal sealed class ShopPorts(int portBase)
{
    /// <summary>The highest port is this much above the base.</summary>
    public const int Span = 16;

    /// <summary>TLS: the session's cookie is Secure.</summary>
    public Uri Web { get; } = new($"https://localhost:{portBase}");

    public Uri Mobile { get; } = Http(portBase + 1);

    public Uri Partner { get; } = Http(portBase + 2);

    public Uri Catalog { get; } = Http(portBase + 10);

    public Uri Accounts { get; } = Http(portBase + 11);

    public Uri Orders { get; } = Http(portBase + 12);

    public Uri Inventory { get; } = Http(portBase + 13);

    public Uri Billing { get; } = Http(portBase + 14);

    public Uri Reviews { get; } = Http(portBase + 15);

    public Uri Identity { get; } = Http(portBase + 16);

    public IReadOnlyList<(string Name, Uri Url)> All =>
    [
        ("web", Web), ("mobile", Mobile), ("partner", Partner), .. Sources, ("identity", Identity),
    ];

    /// <summary>The backends that hold data, by the names of the gateway's sources.</summary>
    public IReadOnlyList<(string Name, Uri Url)> Sources =>
    [
        ("catalog", Catalog),
        ("accounts", Accounts),
        ("orders", Orders),
        ("inventory", Inventory),
        ("billing", Billing),
        ("reviews", Reviews),
    ];

    private static Uri Http(int port) => new($"http://127.0.0.1:{port}");
}
