using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Common.Hosting;

/// <summary>What the server under the gateway may say where no <c>Logging</c> setting speaks of it.</summary>
internal static class HostLog
{
    private const string Server = "Microsoft.AspNetCore";

    /// <summary>Says nothing, but makes an activity and a scope per request for whoever would listen.</summary>
    private const string ServerDiagnostics = "Microsoft.AspNetCore.Hosting.Diagnostics";

    /// <remarks>
    /// Four lines a request at <see cref="LogLevel.Information"/>, to a console that one thread writes, cost as much as
    /// the request. The first rule of equals gives way to later ones, so what settings say of the server is stronger.
    /// </remarks>
    public static void Configure(WebApplicationBuilder application)
    {
        application.Services.Configure<LoggerFilterOptions>(static options => options.Rules.Insert(
            0, new LoggerFilterRule(null, Server, LogLevel.Warning, null)));
        application.Logging.AddFilter(ServerDiagnostics, LogLevel.None);
    }
}
