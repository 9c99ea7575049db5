using Gateway.Common.Configuration;
using Gateway.Common.Hosting;
using Gateway.Common.Transport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Shop.Orchestration;

namespace Bff.EndToEnd.Hosts;

/// <summary>
/// One of the three hosts in this process, on real sockets, with its own settings, contracts and documents.
/// </summary>
internal sealed class RunningHost : IAsyncDisposable
{
    /// <summary>An empty page of the web host's own, as the place of a single-page application.</summary>
    public const string AppPath = "/app";

    private readonly WebApplication _application;

    private RunningHost(WebApplication application) => _application = application;

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Origin => _application.Urls.Single();

    /// <summary>What clients of the host must show a credential for.</summary>
    public IReadOnlyList<string> GuardedPatterns =>
    [
        .. ((IEndpointRouteBuilder)_application).DataSources.SelectMany(static source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(static endpoint => endpoint.Metadata.GetMetadata<EndpointAccess>()?.NeedsCaller is not false)
            .Select(static endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/')),
    ];

    public static async Task<RunningHost> StartAsync(
        HostProfile profile,
        string url,
        IEnumerable<(string Key, string Value)> settings,
        ILoggerProvider? log = null)
    {
        var application = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = FolderOf($"Bff.{profile}"),
            EnvironmentName = "Development",
            Args = [$"--urls={url}", .. settings.Select(static setting => $"--{setting.Key}={setting.Value}")],
        });
        application.Logging.ClearProviders();
        if (log is not null)
        {
            application.Logging.AddProvider(log);
        }

        var host = new RunningHost(application
            .AddGateway(profile, profile == HostProfile.Web ? AddGreeting : null).Build().MapGateway());
        if (profile == HostProfile.Web)
        {
            host._application.Map(AppPath, ServeAppAsync).WithMetadata(EndpointAccess.Public("GET"));
        }

        await host._application.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    private static Task ServeAppAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; connect-src 'self'";
        return context.Response.WriteAsync("<!doctype html><title>App</title><link rel=icon href=data:,>");
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    /// <summary>The host's own field, which its assembly keeps to itself.</summary>
    private static void AddGreeting(GatewayBuilder gateway) => gateway.AddLocalFields("local.graphql", static fields =>
        fields.Add("Query.greeting", static (call, output) =>
        {
            output.WriteStringValue(call.FindClaims("name") is [var name, ..] ? $"Good day, {name}!" : "Good day!");
            return ValueTask.CompletedTask;
        }));

    /// <summary>Where the host's build put its settings, contracts and documents.</summary>
    private static string FolderOf(string project) => Path.GetDirectoryName(
        HostLaunch.Of(project, project, new Uri("http://127.0.0.1"), [], []).Assembly)!;
}
