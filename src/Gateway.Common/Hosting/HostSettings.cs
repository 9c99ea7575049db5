using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Gateway.Common.Hosting;

/// <summary>What a host is told, read once, before there is an application.</summary>
/// <remarks>
/// Later ones win: the environment's <c>ASPNETCORE_</c> and <c>DOTNET_</c>, <c>appsettings.json</c>,
/// <c>appsettings.{environment}.json</c>, the environment, the command line. No file is watched, as nothing reloads
/// settings.
/// Source: <c>WebApplication.CreateBuilder</c> of .NET 10, whose order this is.
/// </remarks>
/// <param name="Args">The command line.</param>
/// <param name="Configuration">All of it.</param>
/// <param name="Environment">Its name.</param>
/// <param name="ContentRoot">An absolute path: what settings name lies there.</param>
internal sealed record HostSettings(
    string[] Args, IConfigurationRoot Configuration, string Environment, string ContentRoot)
{
    public bool IsDevelopment => Environments.Development.Equals(Environment, StringComparison.OrdinalIgnoreCase);

    public static HostSettings Read(string[] args)
    {
        var host = AddEnvironment(new ConfigurationBuilder()).AddCommandLine(args).Build();
        var environment = host[HostDefaults.EnvironmentKey] ?? Environments.Production;
        var contentRoot = ContentRootOf(args, host);
        var configuration = AddEnvironment(new ConfigurationBuilder())
            .SetBasePath(contentRoot)
            .AddJsonFile("appsettings.json", optional: true, reloadOnChange: false)
            .AddJsonFile($"appsettings.{environment}.json", optional: true, reloadOnChange: false)
            .AddEnvironmentVariables()
            .AddCommandLine(args)
            .Build();
        return new HostSettings(args, configuration, environment, contentRoot);
    }

    private static IConfigurationBuilder AddEnvironment(IConfigurationBuilder configuration) =>
        configuration.AddEnvironmentVariables("ASPNETCORE_").AddEnvironmentVariables("DOTNET_");

    /// <summary>
    /// Settings, contracts and operations lie beside the program, wherever it is started from, unless the command line
    /// says otherwise.
    /// </summary>
    private static string ContentRootOf(string[] args, IConfiguration host) =>
        args.Any(static argument => argument.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase))
            && host[HostDefaults.ContentRootKey] is { } told
            ? Path.Combine(AppContext.BaseDirectory, told) : AppContext.BaseDirectory;
}
