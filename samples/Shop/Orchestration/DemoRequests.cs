using System.Security.Cryptography;

namespace Shop.Orchestration;

/// <summary>The requests that show each host: all that has to change when a host's routes do.</summary>
internal static class DemoRequests
{
    public const string Username = "alice";
    public const string Password = "alice-password";
    public const string WebLoginPath = "/bff/login";

    /// <summary>The mobile document, in the folder of Bff.Mobile.</summary>
    public const string HomeScreenFile = "operations/HomeScreen.graphql";

    private static readonly string FirstName = ShopData.Customer("c1")!.FirstName;

    public static DemoRequest WebWithoutSession(ShopPorts ports) => new()
    {
        Host = "web",
        Method = HttpMethod.Get,
        Url = new Uri(ports.Web, "/bff/user"),
        ExpectedStatus = 401,
    };

    public static DemoRequest WebWithSession(ShopPorts ports, string cookie) => new()
    {
        Host = "web",
        Method = HttpMethod.Post,
        Url = new Uri(ports.Web, "/graphql"),
        Headers = [("Cookie", cookie), ("X-CSRF", "1")],
        Body = """{"query":"{ greeting me { firstName } }"}""",
        Expected = ["\"greeting\":\"", $"\"firstName\":\"{FirstName}\""],
        Unexpected = ["\"errors\""],
    };

    /// <param name="ports">Where the hosts are.</param>
    /// <param name="token">From <see cref="TokenCommand"/>.</param>
    /// <param name="document">The text of <see cref="HomeScreenFile"/>, to the byte.</param>
    public static DemoRequest MobileHomeScreen(ShopPorts ports, string token, byte[] document) => new()
    {
        Host = "mobile",
        Method = HttpMethod.Post,
        Url = new Uri(ports.Mobile, "/graphql"),
        Headers = [("Authorization", $"Bearer {token}")],
        Body = $$"""{"documentId":"sha256:{{Convert.ToHexStringLower(SHA256.HashData(document))}}"}""",
        Expected = ["\"data\":{", $"\"firstName\":\"{FirstName}\""],
        Unexpected = ["\"errors\""],
        Variable = ("TOKEN", token, TokenCommand(ports)),
    };

    public static DemoRequest PartnerInvoice(ShopPorts ports, string key) => new()
    {
        Host = "partner",
        Method = HttpMethod.Get,
        Url = new Uri(ports.Partner, "/v1/invoices/i1"),
        Headers = [(PartnerKey.Header, key)],
        Expected = ["\"i1\"", "\"000001\""],
        Unexpected = ["\"errors\""],
    };

    /// <summary>Where a token comes from in place of a login on a phone.</summary>
    public static Uri TokenUrl(ShopPorts ports) => new(ports.Identity, "/dev/token");

    private static string TokenCommand(ShopPorts ports) =>
        $"""curl -s -d username={Username} {TokenUrl(ports)} | sed 's/.*"access_token":"\([^"]*\)".*/\1/'""";
}
