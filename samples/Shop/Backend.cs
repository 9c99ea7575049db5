using Microsoft.AspNetCore.Connections;

namespace Shop;

/// <summary>One running backend: an ASP.NET application of its own on a loopback port of its own.</summary>
/// <remarks>
/// Every call but <c>/health</c> and <c>/_calls</c> is counted, then delayed, then made to fail if so switched.
/// <c>GET /_calls</c> tells the counts, <c>POST /_calls/reset</c> sets them to zero and undoes what callers changed.
/// </remarks>
public sealed class Backend : IAsyncDisposable
{
    /// <summary>Bytes that a backend takes as one request body.</summary>
    public const int BodyBytesMax = 1024 * 1024;

    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;

    private Backend(string name, WebApplication app)
    {
        Name = name;
        _app = app;
    }

    public string Name { get; }

    /// <summary><c>http://127.0.0.1:port</c>; known once the backend has started.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1");

    public CallCounter Calls { get; } = new();

    public FaultSwitch Fault { get; } = new();

    /// <summary>Told of every counted call, before it is answered.</summary>
    internal event Action<HttpRequest>? Calling;

    /// <summary>What a backend with changes of its own does on <see cref="Reset"/>.</summary>
    internal event Action? Resetting;

    /// <summary>Forgets the counts and what callers changed.</summary>
    public void Reset()
    {
        Calls.Reset();
        Resetting?.Invoke();
    }

    /// <summary>Starts a backend and returns when it takes calls.</summary>
    /// <param name="name">Lower-case name for messages, as <c>catalog</c>.</param>
    /// <param name="options">Port, latency and clock.</param>
    /// <param name="configure">Adds what the backend's handlers need.</param>
    /// <param name="map">Maps the backend's routes; <see cref="Url"/> is not yet known then.</param>
    /// <param name="protocol">Default <see cref="BackendProtocol.Rest"/>.</param>
    /// <exception cref="IOException">The port is in use; the message names backend and port.</exception>
    public static async Task<Backend> StartAsync(
        string name,
        BackendOptions options,
        Action<WebApplicationBuilder>? configure,
        Action<WebApplication, Backend> map,
        BackendProtocol? protocol = null)
    {
        protocol ??= BackendProtocol.Rest;
        WebApplication app = Build(options, configure, protocol);
        var backend = new Backend(name, app);
        app.MapGet("/health", () => "ok");
        app.MapGet("/_calls", () => new { total = backend.Calls.Total, by_operation = backend.Calls.ByOperation });
        app.MapPost("/_calls/reset", backend.Reset);
        app.Use(next => context => backend.ServeAsync(context, next, options, protocol));
        map(app, backend);
        try
        {
            await app.StartAsync();
        }
        catch (IOException error) when (error.InnerException is AddressInUseException)
        {
            await app.DisposeAsync();
            throw new IOException($"{name}: port {options.Port} on 127.0.0.1 is already in use.", error);
        }

        backend.Url = new Uri(app.Urls.Single());
        return backend;
    }

    /// <summary>Lets held calls go, stops taking new ones and frees the port.</summary>
    public async ValueTask DisposeAsync()
    {
        Fault.Mode = FaultMode.None;
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    // The empty builder reads neither appsettings.json nor ASPNETCORE_URLS: several backends share one process.
    private static WebApplication Build(
        BackendOptions options, Action<WebApplicationBuilder>? configure, BackendProtocol protocol)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddRouting();
        builder.Services.AddSingleton(options.Time);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyBytesMax;
            kestrel.Listen(System.Net.IPAddress.Loopback, options.Port, port => port.Protocols = protocol.Http);
        });
        configure?.Invoke(builder);
        return builder.Build();
    }

    private async Task ServeAsync(
        HttpContext context, RequestDelegate next, BackendOptions options, BackendProtocol protocol)
    {
        PathString path = context.Request.Path;
        if (path.StartsWithSegments("/health") || path.StartsWithSegments("/_calls"))
        {
            await next(context);
            return;
        }

        Calls.Count(await protocol.OperationName(context));
        Calling?.Invoke(context.Request);
        try
        {
            if (options.Latency > TimeSpan.Zero)
                await Task.Delay(options.Latency, options.Time, context.RequestAborted);
            await Fault.HoldAsync(context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        await AnswerAsync(context, next, protocol);
    }

    private async Task AnswerAsync(HttpContext context, RequestDelegate next, BackendProtocol protocol)
    {
        switch (Fault.Mode)
        {
            case FaultMode.Down:
                context.Abort();
                break;
            case FaultMode.Rubbish:
                context.Response.ContentType = protocol.ContentType;
                await context.Response.BodyWriter.WriteAsync(Rubbish);
                break;
            default:
                await next(context);
                break;
        }
    }

    // Opens like JSON, then control bytes, broken UTF-8 and an end in the middle.
    private static ReadOnlyMemory<byte> Rubbish { get; } =
        "{\"data\":{\"id\":"u8.ToArray().Concat(Enumerable.Range(0, 64).Select(n => (byte)(n * 37 + 128))).ToArray();
}
