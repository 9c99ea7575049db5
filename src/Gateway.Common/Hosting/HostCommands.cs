using Gateway.Common.Configuration;
using Gateway.Common.Hosting.Commands;
using Gateway.Common.Hosting.Snapshots;
using Gateway.Common.Primitives;
using Gateway.Common.Schema;

namespace Gateway.Common.Hosting;

/// <summary>The commands that read the host's own settings.</summary>
internal sealed class HostCommands(
    Func<HostSettings> read, HostProfile profile, Action<GatewayBuilder>? configure) : IHostCommands
{
    private const string SettingInvalid = "SETTING_INVALID";

    /// <remarks>Who may call does not matter here, so credentials need not be set.</remarks>
    public async Task<int> PrintSchemaAsync(CommandArguments arguments, CommandOutput output)
    {
        var host = read();
        host.Configuration[$"{GatewayOptions.Section}:{nameof(GatewayOptions.Access)}"] = nameof(
            AccessMode.Open);
        var (settings, problems) = await LoadAsync(host, isDevelopment: true).ConfigureAwait(false);
        if (settings is null)
        {
            return output.Fail(problems);
        }

        var (supergraph, diagnostics) = SupergraphBuilder.Build(settings);
        if (supergraph is null)
        {
            return output.Fail(diagnostics);
        }

        output.Write(SchemaPrinter.Print(arguments.Has("api") ? supergraph.ApiSchema : supergraph.Schema));
        return output.Report(diagnostics);
    }

    /// <summary>All that would stop the start, without starting.</summary>
    public async Task<int> CheckConfigurationAsync(CommandArguments arguments, CommandOutput output)
    {
        var host = read();
        var (settings, problems) = await LoadAsync(host, host.IsDevelopment).ConfigureAwait(false);
        if (settings is null)
        {
            return output.Fail(problems);
        }

        var (snapshot, _, diagnostics) = new SnapshotBuilder(TimeProvider.System).Build(settings);
        snapshot?.Retire();
        return output.Report(diagnostics);
    }

    /// <remarks>Only what the key needs is read: the host need not be ready to start.</remarks>
    public int CreateKey(CommandArguments arguments, CommandOutput output) =>
        KeysCreateCommand.Run(arguments, read().Configuration, TimeProvider.System, output);

    private async Task<(SnapshotSettings? Settings, IReadOnlyList<SnapshotDiagnostic> Problems)> LoadAsync(
        HostSettings host, bool isDevelopment)
    {
        var contentRoot = host.ContentRoot;
        var (options, problems) = GatewayOptionsLoader.Load(host.Configuration, profile, isDevelopment, contentRoot);
        if (options is null)
        {
            return (null, [.. problems.Select(DiagnosticOf)]);
        }

        try
        {
            var builder = new GatewayBuilder();
            configure?.Invoke(builder);
            var settings = HostSnapshot.SettingsOf(options, builder, contentRoot);
            var (told, unasked) = await ReflectedSources.FetchAsync(
                settings, TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
            return (unasked.Count == 0 ? told : null, unasked);
        }
        catch (GatewayStartException exception)
        {
            return (null, [.. exception.Reasons.Select(
                static reason => new SnapshotDiagnostic(true, SettingInvalid, reason))]);
        }
    }

    private static SnapshotDiagnostic DiagnosticOf(SettingProblem problem) =>
        new(true, SettingInvalid, $"{problem.Message} ({problem.Fix})", Path: problem.Path);
}
