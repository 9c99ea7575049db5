using Gateway.Common.Configuration;
using Gateway.Common.Endpoints;
using Gateway.Common.Hosting.Snapshots;
using Gateway.Common.Primitives;
using Gateway.Common.Transport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace Gateway.Common.Hosting;

/// <summary>The gateway in an application that a host builds itself.</summary>
public static class GatewayApplication
{
    /// <summary>Loads the settings and builds what serves requests.</summary>
    /// <exception cref="GatewayStartException">
    /// Something in the settings, contracts or documents is wrong; or a contract is to be asked of a server, which
    /// <see cref="AddGatewayAsync"/> does.
    /// </exception>
    public static WebApplicationBuilder AddGateway(
        this WebApplicationBuilder application, HostProfile profile, Action<GatewayBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(application);
        var (options, settings) = Load(
            application.Configuration,
            application.Environment.IsDevelopment(),
            application.Environment.ContentRootPath,
            profile,
            configure);
        var snapshot = BuiltSnapshot.Of(settings, options, TimeProvider.System);
        return application.AddGateway(new PendingGateway(options, snapshot));
    }

    /// <summary>The same, after servers were asked for the contracts that settings leave to them.</summary>
    /// <exception cref="GatewayStartException">
    /// Something in the settings, contracts or documents is wrong, or a server did not tell its contract.
    /// </exception>
    public static async Task<WebApplicationBuilder> AddGatewayAsync(
        this WebApplicationBuilder application,
        HostProfile profile,
        Action<GatewayBuilder>? configure = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(application);
        var pending = await BeginAsync(
            application.Configuration,
            application.Environment.IsDevelopment(),
            application.Environment.ContentRootPath,
            profile,
            configure,
            cancellationToken).ConfigureAwait(false);
        await pending.WaitAsync().ConfigureAwait(false);
        return application.AddGateway(pending);
    }

    /// <summary>
    /// Loads the settings and begins to build what serves requests, on the pool: the application may be built
    /// meanwhile, as only <see cref="MapGateway"/> needs it.
    /// </summary>
    /// <exception cref="GatewayStartException">
    /// As of <see cref="AddGatewayAsync"/>; of contracts and documents only when it is waited for.
    /// </exception>
    internal static async Task<PendingGateway> BeginAsync(
        IConfiguration configuration,
        bool isDevelopment,
        string contentRoot,
        HostProfile profile,
        Action<GatewayBuilder>? configure,
        CancellationToken cancellationToken)
    {
        var (options, settings) = Load(configuration, isDevelopment, contentRoot, profile, configure);
        var time = TimeProvider.System;
        var (told, problems) = await ReflectedSources.FetchAsync(settings, time, cancellationToken)
            .ConfigureAwait(false);
        return problems.Count == 0
            ? new PendingGateway(options, Task.Run(() => BuiltSnapshot.Of(told, options, time), cancellationToken))
            : throw new GatewayStartException([.. problems.Select(static problem => problem.ToString())]);
    }

    /// <remarks>The snapshot is waited for before a service is asked for that needs it.</remarks>
    internal static WebApplicationBuilder AddGateway(this WebApplicationBuilder application, PendingGateway pending)
    {
        HostLog.Configure(application);
        var options = pending.Options;
        var time = TimeProvider.System;
        application.Services.AddSingleton(_ => pending.Snapshot.Endpoints);
        var identity = new HostIdentity(options, application.Services, time);
        application.Services.AddRouting();
        application.Services.AddHttpForwarder();
        application.Services.AddSingleton(services =>
        {
            var runtime = services.GetRequiredService<GatewayRuntime>();
            var forwarder = services.GetRequiredService<IHttpForwarder>();
            return new PassThrough(forwarder, options, runtime.Limiter, runtime.Writer);
        });
        application.Services.AddSingleton(services =>
        {
            var loggers = services.GetRequiredService<ILoggerFactory>();
            var (snapshot, _, diagnostics) = pending.Snapshot;
            Log(loggers, diagnostics);
            return new GatewayRuntime(options, identity, snapshot, time, loggers);
        });
        HostServer.Configure(application, options, time);
        return application;
    }

    /// <summary>Maps the guard and every route of the gateway.</summary>
    public static WebApplication MapGateway(this WebApplication application)
    {
        ArgumentNullException.ThrowIfNull(application);
        var runtime = application.Services.GetRequiredService<GatewayRuntime>();

        // The guard authenticates, at its place in the order; ASP.NET's own middleware would come first of all.
        ((IApplicationBuilder)application).Properties["__AuthenticationMiddlewareSet"] = true;
        application.UseRouting();
        var guard = runtime.Guard;
        application.Use(next => context => guard.InvokeAsync(context, next));
        HealthEndpoints.Map(application, runtime.FindObstacleAsync);
        if (runtime.ServesGraphQL)
        {
            var graphQL = runtime.GraphQL;
            application.Map(GraphQLEndpoint.Path, (RequestDelegate)graphQL.HandleAsync)
                .WithMetadata(GraphQLEndpoint.Access);
        }

        runtime.Identity.Sessions?.Map(application);
        application.Services.GetRequiredService<PassThrough>().Map(application);
        HostEndpoints.Map(application, application.Services.GetRequiredService<PublishedEndpoints>(), runtime);
        return application;
    }

    internal static string LineOf(SettingProblem problem) => $"{problem.Path}: {problem.Message} ({problem.Fix})";

    private static (GatewayOptions Options, SnapshotSettings Settings) Load(
        IConfiguration configuration,
        bool isDevelopment,
        string contentRoot,
        HostProfile profile,
        Action<GatewayBuilder>? configure)
    {
        var (options, problems) = GatewayOptionsLoader.Load(configuration, profile, isDevelopment, contentRoot);
        if (options is null)
        {
            throw new GatewayStartException([.. problems.Select(LineOf)]);
        }

        var builder = new GatewayBuilder();
        configure?.Invoke(builder);
        return (options, HostSnapshot.SettingsOf(options, builder, contentRoot));
    }

    private static void Log(ILoggerFactory loggers, IReadOnlyList<SnapshotDiagnostic> diagnostics)
    {
        var logger = loggers.CreateLogger("Gateway");
        foreach (var diagnostic in diagnostics)
        {
            logger.LogWarning("{Diagnostic}", diagnostic);
        }
    }
}
