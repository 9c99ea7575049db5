using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Bff.EndToEnd.Hosts;

/// <summary>What a real browser makes of the hosts: cookies, redirects, policies and pages as it sees them.</summary>
[Collection(ShopHosts.Name)]
public sealed class BrowserTests(ShopHosts hosts)
{
    private const string Ask = """
        async ([path, method, header]) => {
          const answer = await fetch(path, {
            method,
            headers: { ...(header ? { "X-CSRF": "1" } : {}), "Content-Type": "application/json" },
            body: method === "POST" ? JSON.stringify({ query: "{ me { id firstName } }" }) : undefined,
          });
          return `${answer.status} ${await answer.text()}`;
        }
        """;

    private const string Held = """
        () => JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }, location.href])
        """;

    [Fact]
    public async Task A_page_logs_in_asks_and_logs_out_and_never_sees_a_token()
    {
        var issued = new ConcurrentQueue<string>();
        void Keep(JsonObject answer) => Array.ForEach(
            ["access_token", "refresh_token", "id_token"], name => issued.Enqueue(answer[name]!.GetValue<string>()));

        hosts.Identity.Issued += Keep;
        await using var browser = await Browser.StartAsync();
        var page = browser.Page;
        await page.GotoAsync(hosts.Web.Origin + "/bff/login?returnUrl=" + RunningHost.AppPath);
        await page.GetByLabel("User name").FillAsync("alice");
        await page.GetByLabel("Password").FillAsync("alice-password");
        await browser.ReceivedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await page.WaitForURLAsync(hosts.Web.Origin + RunningHost.AppPath);
        hosts.Identity.Issued -= Keep;

        var user = await AskAsync(page, "/bff/user", "GET");
        var answer = await AskAsync(page, "/graphql", "POST");
        var forged = await AskAsync(page, "/graphql", "POST", header: false);
        var held = await page.EvaluateAsync<string>(Held);
        var cookie = Assert.Single(await page.Context.CookiesAsync([hosts.Web.Origin]));
        await browser.ReceivedAsync();
        await page.GotoAsync(hosts.Web.Origin + LogoutLink(user));
        await browser.ReceivedAsync();
        await page.GotoAsync(hosts.Web.Origin + RunningHost.AppPath);
        var after = await AskAsync(page, "/bff/user", "GET");

        Assert.StartsWith("200 ", user, StringComparison.Ordinal);
        Assert.Equal("""200 {"data":{"me":{"id":"c1","firstName":"Alice"}}}""", answer);
        Assert.StartsWith("403 ", forged, StringComparison.Ordinal);
        Assert.StartsWith("401 ", after, StringComparison.Ordinal);
        Assert.Equal(
            ("__Host-bff", true, true, SameSiteAttribute.Strict, "/"),
            (cookie.Name, cookie.HttpOnly, cookie.Secure, cookie.SameSite, cookie.Path));
        Assert.Equal($"""["",{"{}"},{"{}"},"{hosts.Web.Origin}{RunningHost.AppPath}"]""", held);
        Assert.Equal(3, issued.Count);
        Assert.All(
            [.. await browser.ReceivedAsync(), held, .. browser.Requests],
            seen => Assert.All(issued, token => Assert.DoesNotContain(Canary(token), seen, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_partners_page_shows_the_contract_and_asks_nobody_else()
    {
        await using var browser = await Browser.StartAsync();
        var page = browser.Page;

        await page.GotoAsync(hosts.Partner.Origin + "/docs");
        await page.Locator("section").First.WaitForAsync();
        await SaveAsync(page);

        Assert.Equal(
            [
                "GET /v1/customers/{id}/invoices", "GET /v1/invoices/{id}", "GET /v1/orders/{id}",
                "POST /v1/invoices/{id}/payments",
            ],
            (await page.Locator("section h2").AllInnerTextsAsync()).Order(StringComparer.Ordinal));
        Assert.Empty(browser.Problems);
        Assert.All(
            browser.Requests,
            url => Assert.StartsWith(hosts.Partner.Origin + "/", url, StringComparison.Ordinal));
        Assert.Contains(hosts.Partner.Origin + "/openapi/v1.json", browser.Requests);
    }

    private static Task<string> AskAsync(IPage page, string path, string method, bool header = true) =>
        page.EvaluateAsync<string>(Ask, new object[] { path, method, header });

    private static string LogoutLink(string user) =>
        JsonNode.Parse(user[4..])!["logoutUrl"]!.GetValue<string>();

    /// <summary>A part of the token that nothing else has: its signature's or secret's end.</summary>
    private static string Canary(string token) => token[^32..];

    /// <summary>For the eyes of whoever works on the page.</summary>
    private static async Task SaveAsync(IPage page)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, "docs.png"), FullPage = true });
        }
    }
}
