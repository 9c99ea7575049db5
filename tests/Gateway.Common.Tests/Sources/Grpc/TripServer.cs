using System.Globalization;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Sources;
using Gateway.Testing;

namespace Gateway.Common.Tests.Sources.Grpc;

/// <summary>Services that npm's <c>@grpc/grpc-js</c> serves, in a process of their own on a free port.</summary>
public sealed class TripServer : IAsyncLifetime
{
    public const string Folder = "tests/Gateway.Common.Tests/Sources/Grpc/Servers";

    internal static readonly GrpcHarness Trips = GrpcHarness.OfFile($"{Folder}/trips.proto");

    /// <summary>No measurement: what the server has not seen by then never came.</summary>
    private static readonly TimeSpan SeenAfterMax = TimeSpan.FromMinutes(1);

    private NodeProcess? _process;

    /// <summary>Where the services are, without TLS.</summary>
    public Uri Address
    {
        get
        {
            Assert.SkipUnless(_process!.FirstLine.Length > 0, _process.Reason);
            return new Uri($"http://127.0.0.1:{int.Parse(_process.FirstLine, CultureInfo.InvariantCulture)}/");
        }
    }

    public async ValueTask InitializeAsync() =>
        _process = await NodeProcess.StartAsync(Folder, "@grpc/grpc-js", "server.mjs");

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            await process.DisposeAsync();
        }
    }

    /// <summary>Asks the server until it has noted a line of the call with that key.</summary>
    /// <returns>The answer with that line.</returns>
    internal static async Task<string> SeenAsync(SourceTransport transport, string key, string expected)
    {
        using var limit = new CancellationTokenSource(SeenAfterMax);
        var seen = "";
        while (!seen.Contains(expected, StringComparison.Ordinal))
        {
            Assert.False(limit.IsCancellationRequested, $"The server has not seen \"{expected}\" of {key}: {seen}");
            seen = await Trips.CallAsync(transport, "{ getSeen { lines } }", $$"""{"key":"{{key}}"}""");
        }

        return seen;
    }

    internal SourceTransport Connect(StreamOptions? streams = null, ResilienceOptions? resilience = null) => new(
        new SourceTransportOptions
        {
            Name = "trips",
            Address = Address,
            ForwardedHeaders = ["x-tenant"],
            Streams = streams ?? new StreamOptions(),
        },
        resilience ?? new ResilienceOptions { TryTimeout = TimeSpan.FromMinutes(1) },
        TimeProvider.System);
}
