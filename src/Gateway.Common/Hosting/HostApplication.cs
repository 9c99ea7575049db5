using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace Gateway.Common.Hosting;

/// <summary>An application with what a host needs of ASP.NET, and no more.</summary>
/// <remarks>
/// There is no page of a developer's around requests: the guard answers every exception itself.
/// </remarks>
internal static class HostApplication
{
    private const string AllowedHosts = nameof(AllowedHosts);

    public static WebApplicationBuilder NewBuilder(HostSettings settings)
    {
        var application = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            Args = settings.Args,
            ApplicationName = settings.Configuration[HostDefaults.ApplicationKey],
            EnvironmentName = settings.Environment,
            ContentRootPath = settings.ContentRoot,
        });
        application.Configuration.AddConfiguration(settings.Configuration, shouldDisposeConfiguration: true);
        AddLog(application);
        AddServer(application);
        return application;
    }

    /// <summary>Refuses requests for other names than <c>AllowedHosts</c> gives, where it gives any.</summary>
    /// <remarks>Comes before all else, so it is called first.</remarks>
    public static void FilterHosts(WebApplication application)
    {
        if (NamesOf(application.Configuration) is not null)
        {
            application.UseHostFiltering();
        }
    }

    /// <summary>Makes what listens and what it hands requests to, which know of no route yet.</summary>
    /// <remarks>The start would make them last of all; they are made while the snapshot is built.</remarks>
    public static void MakeServer(IServiceProvider services)
    {
        _ = services.GetServices<IHostedService>();
        _ = services.GetRequiredService<IHttpForwarder>();
    }

    private static void AddLog(WebApplicationBuilder application)
    {
        application.Logging
            .AddConfiguration(application.Configuration.GetSection("Logging"))
            .AddConsole()
            .Configure(static options => options.ActivityTrackingOptions =
                ActivityTrackingOptions.SpanId | ActivityTrackingOptions.TraceId | ActivityTrackingOptions.ParentId);
    }

    private static void AddServer(WebApplicationBuilder application)
    {
        var isDevelopment = application.Environment.IsDevelopment();
        application.Host.UseDefaultServiceProvider(options =>
        {
            options.ValidateScopes = isDevelopment;
            options.ValidateOnBuild = isDevelopment;
        });
        var settings = application.Configuration.GetSection("Kestrel");
        application.WebHost
            .UseKestrelCore()
            .UseKestrelHttpsConfiguration()
            .ConfigureKestrel(server => server.Configure(settings, reloadOnChange: false));
        if (AsksForHttp3(settings))
        {
            application.WebHost.UseQuic();
        }

        if (NamesOf(application.Configuration) is { } names)
        {
            application.Services.Configure<HostFilteringOptions>(options => options.AllowedHosts = names);
        }
    }

    /// <summary>Looking for a library that speaks QUIC takes its time, so it is looked for where it is used.</summary>
    private static bool AsksForHttp3(IConfigurationSection settings) => settings.AsEnumerable().Any(
        static setting => setting.Value?.Contains("Http3", StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>Null where every name is served.</summary>
    private static string[]? NamesOf(IConfiguration configuration) =>
        configuration[AllowedHosts]?.Split(';', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } names
            && !names.Contains("*") ? names : null;
}
