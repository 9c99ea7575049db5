using Gateway.Common.Configuration;
using Gateway.Common.Hosting.Commands;
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
        var commands = new HostCommands(
            () => HostSettings.Read(SettingArguments.Among(args)), profile, configure);
        if (await GatewayCommands.TryRunAsync(args, commands).ConfigureAwait(false) is { } exit)
        {
            return exit;
        }

        StartMemory.Withhold();
        try
        {
            await ServeAsync(HostSettings.Read(args), profile, configure).ConfigureAwait(false);
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

    private static async Task ServeAsync(
        HostSettings settings, HostProfile profile, Action<GatewayBuilder>? configure)
    {
        var pending = await GatewayApplication.BeginAsync(
            settings.Configuration,
            settings.IsDevelopment,
            settings.ContentRoot,
            profile,
            configure,
            CancellationToken.None).ConfigureAwait(false);
        var application = HostApplication.NewBuilder(settings).AddGateway(pending).Build();
        await using (application.ConfigureAwait(false))
        {
            HostApplication.MakeServer(application.Services);
            await pending.WaitAsync().ConfigureAwait(false);
            HostApplication.FilterHosts(application);
            application.MapGateway();
            await application.StartAsync().ConfigureAwait(false);
            StartMemory.Release();
            await application.WaitForShutdownAsync().ConfigureAwait(false);
        }
    }

    private static async Task<int> FailAsync(IReadOnlyList<string> reasons)
    {
        foreach (var reason in reasons)
        {
            await Console.Error.WriteLineAsync(reason).ConfigureAwait(false);
        }

        return 1;
    }
}
