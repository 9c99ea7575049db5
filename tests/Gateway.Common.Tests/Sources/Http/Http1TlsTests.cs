using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Sources;
using Gateway.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Gateway.Common.Tests.Sources.Http;

/// <summary>Calls over TLS and HTTP/1.1 to a server as it is used, and to one that breaks off.</summary>
public sealed class Http1TlsTests : IAsyncLifetime
{
    private readonly X509Certificate2 _authority = TestCertificates.Authority("CN=roots");
    private readonly X509Certificate2 _server;

    public Http1TlsTests() => _server = TestCertificates.Issue(_authority, "CN=server");

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync()
    {
        _authority.Dispose();
        _server.Dispose();
        return default;
    }

    [Fact]
    public async Task Calls_side_by_side_get_each_their_own_answer_over_few_connections()
    {
        const int calls = 400;
        const int atOnce = 16;
        var connections = new HashSet<string>();
        await using var app = await ServeAsync(HttpProtocols.Http1, connections);
        using var transport = Transport(new Uri(app.Urls.First()));
        var places = new SemaphoreSlim(atOnce);

        await Task.WhenAll(Enumerable.Range(0, calls).Select(async call =>
        {
            await places.WaitAsync(TestContext.Current.CancellationToken);
            var body = new string((char)('a' + (call % 26)), (call * 997) % 70_000);
            Assert.Equal(body, await AskAsync(transport, body));
            places.Release();
        }));

        Assert.InRange(connections.Count, 1, atOnce);
    }

    [Fact]
    public async Task A_server_that_speaks_another_protocol_is_not_asked()
    {
        await using var app = await ServeAsync(HttpProtocols.Http2, []);
        using var transport = Transport(new Uri(app.Urls.First()));

        Assert.Equal("Unavailable", await AskAsync(transport, "body"));
    }

    [Fact]
    public async Task A_certificate_for_another_host_is_not_trusted()
    {
        await using var app = await ServeAsync(HttpProtocols.Http1, []);
        using var transport = Transport(new Uri(app.Urls.First().Replace("127.0.0.1", "127.0.0.2")));

        Assert.Equal("Unavailable", await AskAsync(transport, "body"));
    }

    /// <summary>After an answer: more of it, the end of TLS, or the end of the connection without a word.</summary>
    [Theory]
    [InlineData("more")]
    [InlineData("end")]
    [InlineData("cut")]
    public async Task A_kept_connection_that_is_not_quiet_is_not_used_again(string after)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answered = new TaskCompletionSource();
        var said = new TaskCompletionSource();
        var serving = ServeTwiceAsync(listener, after, answered.Task, said);
        using var transport = Transport(new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"));

        Assert.Equal("ok", await AskAsync(transport, "first"));
        answered.SetResult();
        await said.Task;

        Assert.Equal("ok", await AskAsync(transport, "second"));
        Assert.Equal(2, await serving);
    }

    /// <returns>Connections that were asked something.</returns>
    private async Task<int> ServeTwiceAsync(
        TcpListener listener, string after, Task answered, TaskCompletionSource said)
    {
        for (var connection = 0; connection < 2; connection++)
        {
            using var socket = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
            await using var tls = new SslStream(new NetworkStream(socket));
            await tls.AuthenticateAsServerAsync(_server);
            var client = socket.RemoteEndPoint;
            var request = new byte[4096];
            await tls.ReadAtLeastAsync(request, 1, cancellationToken: TestContext.Current.CancellationToken);
            await tls.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8.ToArray());
            if (connection > 0)
            {
                // Read until the client goes.
                return 2;
            }

            // What comes with the answer would be the TLS stream's already, and no longer seen to arrive.
            await answered;
            await (after switch
            {
                "more" => tls.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"u8.ToArray()).AsTask(),
                "end" => tls.ShutdownAsync(),
                _ => Task.Run(() => socket.Shutdown(SocketShutdown.Both)),
            });
            await Arrival.WaitAsync(client, TestContext.Current.CancellationToken);
            said.SetResult();
        }

        return 0;
    }

    private async Task<WebApplication> ServeAsync(HttpProtocols protocols, HashSet<string> connections)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback,
            0,
            listen =>
            {
                listen.Protocols = protocols;
                listen.UseHttps(_server);
            }));
        var app = builder.Build();
        app.MapPost("/", async context =>
        {
            lock (connections)
            {
                connections.Add(context.Connection.Id);
            }

            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            await context.Response.Body.WriteAsync(body.ToArray());
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private SourceTransport Transport(Uri address) => new(
        new SourceTransportOptions
        {
            Name = "s",
            Address = address,
            Tls = new SourceTlsOptions { Authorities = [_authority] },
        },
        new ResilienceOptions { TryTimeout = TimeSpan.FromMinutes(1), Retry = new RetryOptions { TriesMax = 1 } },
        TimeProvider.System);

    private static async Task<string> AskAsync(SourceTransport transport, string body)
    {
        using var request = new SourceRequest { Method = HttpMethod.Post, ContentType = "text/plain", IsIdempotent = true };
        Encoding.ASCII.GetBytes(body).CopyTo(request.GetSpan(body.Length + 1));
        request.Advance(body.Length);
        var outcome = await transport.SendAsync(request, NobodysCall.Context(), TestContext.Current.CancellationToken);
        if (!outcome.IsSuccess)
        {
            return outcome.Failure.Kind.ToString();
        }

        using var response = outcome.Value;
        return Encoding.ASCII.GetString(response.Body);
    }
}
