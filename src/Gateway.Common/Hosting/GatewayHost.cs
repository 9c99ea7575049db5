using Gateway.Common.Configuration;
using Gateway.Common.Hosting.Commands;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Hosting;

namespace Gateway.Common.Hosting;

/// <summary>A whole host: what its <c>Program.cs</c> calls.</summary>
public static class GatewayHost
{
    /// <summary>Runs a command, or serves until the host is stopped.</summary>
    /// <param name="args">A command, or settings.</param>
    /// <param name="profile">Which front door this is.</param>
    /// <param name="configure">What the host adds in code.</param>
    /// <returns>The process's exit code: 1 with the reasons on standard error where it cannot start.</returns>
    public static async Task<int> RunAsync(
        string[] args, HostProfile profile, Action<GatewayBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(args);
        HostServer.TuneRuntime();
        var commands = new HostCommands(() => NewApplication(SettingArguments.Among(args)), profile, configure);
        if (await GatewayCommands.TryRunAsync(args, commands).ConfigureAwait(false) is { } exit)
        {
            return exit;
        }

        StartMemory.Withhold();
        try
        {
            var builder = await NewApplication(args).AddGatewayAsync(profile, configure).ConfigureAwait(false);
            var application = builder.Build().MapGateway();
            await using (application.ConfigureAwait(false))
            {
                await application.StartAsync().ConfigureAwait(false);
                StartMemory.Release();
                await application.WaitForShutdownAsync().ConfigureAwait(false);
            }

            return 0;
        }
        catch (GatewayStartException exception)
        {
            return await FailAsync(exception.Reasons).ConfigureAwait(false);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            return await FailAsync([$"urls: {exception.Message} (Choose another port by --urls.)"])
                .ConfigureAwait(false);
        }
    }

    /// <summary>Settings, contracts and operations lie beside the program, wherever it is started from.</summary>
    private static WebApplicationBuilder NewApplication(string[] args) =>
        WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = args.Any(IsContentRoot) ? null : AppContext.BaseDirectory,
        });

    private static bool IsContentRoot(string argument) =>
        argument.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase);

    private static async Task<int> FailAsync(IReadOnlyList<string> reasons)
    {
        foreach (var reason in reasons)
        {
            await Console.Error.WriteLineAsync(reason).ConfigureAwait(false);
        }

        return 1;
    }
}
