using Gateway.Common.Policies.Resilience;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Grpc;

namespace Gateway.Common.Hosting.Snapshots;

/// <summary>Asks gRPC servers for the contracts that settings leave to them.</summary>
/// <remarks>
/// Shape: all at once, each bounded in time and bytes, over the source's own TLS and credentials. Errors: as
/// diagnostics; a host whose sources cannot all be asked does not start.
/// </remarks>
internal static class ReflectedSources
{
    public const string ReflectionNotAsked = "REFLECTION_NOT_ASKED";

    private const int AnswerBytesMax = 64 * 1024 * 1024;

    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(30);

    /// <returns>The settings with what the servers told; or why some did not.</returns>
    public static async Task<(SnapshotSettings Settings, IReadOnlyList<SnapshotDiagnostic> Problems)> FetchAsync(
        SnapshotSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var asked = await Task.WhenAll(settings.Sources.Select(source => AskAsync(source, time, cancellationToken)))
            .ConfigureAwait(false);
        return (
            settings with { Sources = [.. asked.Select(static one => one.Source)] },
            [.. asked.Select(static one => one.Problem).OfType<SnapshotDiagnostic>()]);
    }

    /// <returns>A descriptor set.</returns>
    /// <exception cref="GrpcImportException">The server cannot be asked, or its answers are no contract.</exception>
    public static async Task<byte[]> FetchAsync(
        SourceTransportOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        using var transport = new SourceTransport(
            options with { ResponseBytesMax = AnswerBytesMax, ForwardedHeaders = [] },
            new ResilienceOptions { TryTimeout = TimeMax },
            time);
        return await ReflectedContract.FetchAsync(
            transport, ImportOptions.Default, CallDeadline.After(time, TimeMax), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Where the setting that asks for it stands.</summary>
    public static string PathOf(SourceSettings source) => $"Gateway:Sources:{source.Name}:Contract";

    /// <summary>What the server told, imported.</summary>
    public static ImportResult Import(SourceSettings source) => source.Reflected is { } set
        ? GrpcImporter.Import(new ContractFile(PathOf(source), set, static _ => null), ImportOptions.Default)
        : new ImportResult(null, [new ImportDiagnostic(
            true,
            ReflectionNotAsked,
            "The server was not asked for its contract: a host that adds the gateway itself calls AddGatewayAsync.",
            PathOf(source))]);

    private static async Task<(SourceSettings Source, SnapshotDiagnostic? Problem)> AskAsync(
        SourceSettings source, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!source.IsReflected || source is not { Transport: { } options, Address: { } address })
        {
            return (source, null);
        }

        try
        {
            var set = await FetchAsync(options with { Address = address }, time, cancellationToken)
                .ConfigureAwait(false);
            return (source with { Reflected = set }, null);
        }
        catch (GrpcImportException failed)
        {
            var fix = "Start the server, or keep its contract in a file: "
                + $"schema import grpc://{address.Authority} --descriptors FILE.";
            return (source, new SnapshotDiagnostic(
                true, failed.ToDiagnostic("").Code, $"{failed.Message} ({fix})", Source: source.Name,
                Path: PathOf(source)));
        }
    }
}
