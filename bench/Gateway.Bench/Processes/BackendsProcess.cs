using Gateway.Bench.Shops;

namespace Gateway.Bench.Processes;

/// <summary>The backends without latency in a process of their own, so that their cost is not the engine's.</summary>
internal static class BackendsProcess
{
    public const string Command = "serve-backends";

    public static Task<ChildProcess> StartAsync() => ChildProcess.StartSelfAsync(Command);

    public static ShopUrls UrlsOf(ChildProcess process) => ShopUrls.Read(process.Announced.Split(' '));

    public static async Task<int> ServeAsync()
    {
        await using var backends = await ShopBackends.StartAsync(TimeSpan.Zero);
        Console.WriteLine(string.Join(' ', backends.Urls.Arguments));
        await ChildProcess.ServeUntilParentEndsAsync();
        return 0;
    }
}
