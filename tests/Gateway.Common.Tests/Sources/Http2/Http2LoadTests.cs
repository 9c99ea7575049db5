using System.Net;
using System.Text;
using Gateway.Common.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Gateway.Common.Tests.Sources.Http2;

/// <summary>Many calls at the same time to a server that others wrote.</summary>
public sealed class Http2LoadTests
{
    private const int Workers = 32;
    private const int CallsEach = 60;

    /// <summary>Bodies larger than its windows, and fewer streams than callers.</summary>
    [Theory]
    [InlineData(100, 768 * 1024)]
    [InlineData(5, 65_535)]
    public async Task Every_caller_gets_its_own_answer(int streamsMax, int windowBytes)
    {
        await using var server = await StartAsync(streamsMax, windowBytes);
        using var transport = Http2Calls.Transport(new Uri(server.Urls.First()));

        var given = await Task.WhenAll(Enumerable.Range(0, Workers).Select(
            worker => Task.Run(() => WorkAsync(transport, new Random(worker)))));

        Assert.Equal(Workers * CallsEach, given.Sum(static counts => counts.Answered + counts.Cancelled));
        Assert.True(given.Sum(static counts => counts.Answered) > Workers * CallsEach / 2);
    }

    private static async Task<(int Answered, int Cancelled)> WorkAsync(SourceTransport transport, Random random)
    {
        var counts = (Answered: 0, Cancelled: 0);
        for (var call = 0; call < CallsEach; call++)
        {
            var body = new byte[random.Next(10) == 0 ? random.Next(1, 90_000) : random.Next(1, 500)];
            random.NextBytes(body);
            using var request = Http2Calls.Request(body);
            using var caller = new CancellationTokenSource();
            if (random.Next(8) == 0)
            {
                caller.CancelAfter(TimeSpan.FromMilliseconds(random.Next(4)));
            }

            var answer = await Http2Calls.AskAsync(transport, request, caller.Token);
            if (answer == "Cancelled" && caller.IsCancellationRequested)
            {
                counts.Cancelled++;
                continue;
            }

            Assert.Equal($"200 application/grpc {Encoding.Latin1.GetString(body)} 0", answer);
            counts.Answered++;
        }

        return counts;
    }

    private static async Task<WebApplication> StartAsync(int streamsMax, int windowBytes)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.Http2.MaxStreamsPerConnection = streamsMax;
            kestrel.Limits.Http2.InitialStreamWindowSize = windowBytes;
            kestrel.Limits.Http2.InitialConnectionWindowSize = windowBytes;
            kestrel.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http2);
        });
        var server = builder.Build();
        server.Run(static async context =>
        {
            var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length));
            context.Response.AppendTrailer("grpc-status", "0");
        });
        await server.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }
}
