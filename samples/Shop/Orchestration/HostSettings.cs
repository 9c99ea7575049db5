namespace Shop.Orchestration;

/// <summary>The settings that tie the three hosts to this run's ports.</summary>
internal static class HostSettings
{
    /// <summary>Where Bff.Web takes the code from Identity.</summary>
    public const string WebCallbackPath = "/bff/callback";

    /// <summary>Of Identity's client <c>web</c>: a secret of the demo alone.</summary>
    private const string WebClientSecret = "web-secret";

    /// <summary>Where Bff.Web's users end after logout.</summary>
    public const string WebSignedOutPath = "/";

    public static IReadOnlyList<HostLaunch> Launches(ShopPorts ports, PartnerKey key)
    {
        var shared = Shared(ports);
        return
        [
            HostLaunch.Of("web", "Bff.Web", ports.Web, shared, [("Gateway:Session:ClientSecret", WebClientSecret)]),
            HostLaunch.Of("mobile", "Bff.Mobile", ports.Mobile, shared, []),
            HostLaunch.Of("partner", "Bff.Partner", ports.Partner, shared, key.Settings),
        ];
    }

    private static IReadOnlyList<(string Key, string Value)> Shared(ShopPorts ports) =>
    [
        .. ports.Sources.Select(source => ($"Gateway:Sources:{source.Name}:Url", Address(source.Name, source.Url))),
        ("Gateway:Identity:Authority", Origin(ports.Identity)),
    ];

    /// <summary>The SOAP service and the GraphQL endpoint have a path of their own; the others are roots.</summary>
    private static string Address(string source, Uri url) => source switch
    {
        "billing" => Origin(url) + "/billing",
        "reviews" => Origin(url) + "/graphql",
        _ => Origin(url),
    };

    private static string Origin(Uri url) => url.GetLeftPart(UriPartial.Authority);
}
