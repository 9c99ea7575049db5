using Gateway.Common.Configuration;
using Gateway.Common.Endpoints;
using Gateway.Common.Hosting.Snapshots;
using Gateway.Common.Pipeline;
using Gateway.Common.Primitives;
using Gateway.Common.Transport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
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
        var (options, settings) = Load(application, profile, configure);
        return Add(application, options, settings);
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
        var (options, settings) = Load(application, profile, configure);
        var (told, problems) = await ReflectedSources.FetchAsync(settings, TimeProvider.System, cancellationToken)
            .ConfigureAwait(false);
        return problems.Count == 0
            ? Add(application, options, told)
            : throw new GatewayStartException([.. problems.Select(static problem => problem.ToString())]);
    }

    private static (GatewayOptions Options, SnapshotSettings Settings) Load(
        WebApplicationBuilder application, HostProfile profile, Action<GatewayBuilder>? configure)
    {
        ArgumentNullException.ThrowIfNull(application);
        var contentRoot = application.Environment.ContentRootPath;
        var (options, problems) = GatewayOptionsLoader.Load(
            application.Configuration, profile, application.Environment.IsDevelopment(), contentRoot);
        if (options is null)
        {
            throw new GatewayStartException([.. problems.Select(LineOf)]);
        }

        var builder = new GatewayBuilder();
        configure?.Invoke(builder);
        return (options, HostSnapshot.SettingsOf(options, builder, contentRoot));
    }

    private static WebApplicationBuilder Add(
        WebApplicationBuilder application, GatewayOptions options, SnapshotSettings settings)
    {
        HostLog.Configure(application);
        var time = TimeProvider.System;
        var (snapshot, endpoints, diagnostics) = BuildSnapshot(settings, time);
        application.Services.AddSingleton(HostEndpoints.Publish(snapshot, endpoints, options));
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

    private static (
        GatewaySnapshot Snapshot,
        IReadOnlyList<TrustedDocument> Endpoints,
        IReadOnlyList<SnapshotDiagnostic> Diagnostics) BuildSnapshot(SnapshotSettings settings, TimeProvider time)
    {
        var (snapshot, endpoints, diagnostics) = new SnapshotBuilder(time).Build(settings);
        return snapshot is null
            ? throw new GatewayStartException([.. diagnostics.Select(static diagnostic => diagnostic.ToString())])
            : (snapshot, endpoints, diagnostics);
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
