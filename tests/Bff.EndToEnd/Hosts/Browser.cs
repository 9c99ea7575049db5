using Microsoft.Playwright;

namespace Bff.EndToEnd.Hosts;

/// <summary>A real browser with one page, and all that it was sent.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private const string Executable = "/usr/bin/chromium";

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly List<Task<string>> _received = [];

    private Browser(IPlaywright playwright, IBrowser browser, IPage page)
    {
        _playwright = playwright;
        _browser = browser;
        Page = page;
        page.Console += (_, message) => Keep(message.Type is "error" or "warning", $"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Problems.Add(error);
        page.RequestFailed += (_, request) => Problems.Add($"{request.Url}: {request.Failure}");
        page.Request += (_, request) => Requests.Add(request.Url);
        page.Response += (_, response) => _received.Add(ReadAsync(response));
    }

    public IPage Page { get; }

    /// <summary>Addresses of all requests, in order.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>What the console, a script or a failed request complained about.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>Starts it; where there is none, skips the running test.</summary>
    public static async Task<Browser> StartAsync()
    {
        Assert.SkipUnless(File.Exists(Executable), $"{Executable} is absent.");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Executable,
            Headless = true,
            Args =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
        var context = await browser.NewContextAsync(new() { IgnoreHTTPSErrors = true });
        return new Browser(playwright, browser, await context.NewPageAsync());
    }

    /// <summary>
    /// Headers and bodies of all responses so far; to be awaited before a navigation, which throws bodies away.
    /// </summary>
    public async Task<IReadOnlyList<string>> ReceivedAsync() => await Task.WhenAll(_received.ToArray());

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private void Keep(bool isProblem, string text)
    {
        if (isProblem)
        {
            Problems.Add(text);
        }
    }

    /// <remarks>A redirect has no body that a browser would keep.</remarks>
    private static async Task<string> ReadAsync(IResponse response)
    {
        var headers = string.Join('\n', (await response.HeadersArrayAsync()).Select(
            static header => $"{header.Name}: {header.Value}"));
        var body = response.Status is >= 300 and < 400 ? "" : await response.TextAsync();
        return $"{response.Status} {response.Url}\n{headers}\n\n{body}";
    }
}
