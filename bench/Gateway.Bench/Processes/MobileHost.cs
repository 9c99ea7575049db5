using System.Reflection;
using Gateway.Bench.Shops;

namespace Gateway.Bench.Processes;

/// <summary>Bff.Mobile as it is built, guarded, in a process of its own.</summary>
internal sealed class MobileHost : IAsyncDisposable
{
    private const string Listening = "Now listening on:";

    /// <summary>Where Shop's build wrote down what it built the hosts to.</summary>
    private const string AssemblyKey = "Host.Bff.Mobile.Assembly";

    private readonly ChildProcess _process;

    private MobileHost(ChildProcess process) => _process = process;

    public Uri Url => new(_process.Announced);

    public static async Task<MobileHost> StartAsync(ShopUrls urls, Uri identity)
    {
        var assembly = typeof(Shop.Backend).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(static attribute => attribute.Key == AssemblyKey)?.Value
            ?? throw new BenchException($"Shop's assembly does not say {AssemblyKey}.");
        string[] settings =
        [
            "--urls=http://127.0.0.1:0",
            $"--Gateway:Identity:Authority={identity.GetLeftPart(UriPartial.Authority)}",
            .. urls.Names.Select(name =>
                $"--Gateway:Sources:{name}:Url={new Uri(urls[name], ShopUrls.PathOf(name)).ToString().TrimEnd('/')}"),
        ];
        return new MobileHost(await ChildProcess.StartAsync([assembly, .. settings], Listening));
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
