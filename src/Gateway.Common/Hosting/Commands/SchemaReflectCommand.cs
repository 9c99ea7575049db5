using Gateway.Common.Composition;
using Gateway.Common.Hosting.Snapshots;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Grpc;

namespace Gateway.Common.Hosting.Commands;

/// <summary><c>schema import grpc://HOST:PORT</c>: a running server's contract → source schema.</summary>
/// <remarks>
/// <c>--descriptors FILE</c> keeps what the server said as a contract that can be reviewed.
/// </remarks>
internal static class SchemaReflectCommand
{
    /// <summary>Whether a command's words ask a server.</summary>
    public static bool IsMeant(string[] args) =>
        args is ["schema", "import", ..] && args.Any(static argument => AddressOf(argument) is not null);

    public static async Task<int> RunAsync(
        CommandArguments arguments, CommandOutput output, CancellationToken cancellationToken)
    {
        if (arguments.Positional is not [var target] || AddressOf(target) is not { } address)
        {
            return output.Fail("ARGUMENT_MISSING", "schema import takes one grpc://HOST:PORT or grpcs://HOST:PORT.");
        }

        var diagnostics = new List<SnapshotDiagnostic>();
        var imported = await ImportAsync(address, target, arguments["descriptors"], cancellationToken)
            .ConfigureAwait(false);
        var document = SourceSchemaBuilder.Complete(imported, target, arguments["overlay"], diagnostics);
        return SchemaImportCommand.Write(arguments, SourceKind.Grpc, document, diagnostics, output);
    }

    private static async Task<ImportResult> ImportAsync(
        Uri address, string name, string? file, CancellationToken cancellationToken)
    {
        try
        {
            var set = await ReflectedSources.FetchAsync(
                new SourceTransportOptions { Name = name, Address = address }, TimeProvider.System, cancellationToken)
                .ConfigureAwait(false);
            if (file is not null)
            {
                await File.WriteAllBytesAsync(file, set, cancellationToken).ConfigureAwait(false);
            }

            return GrpcImporter.Import(new ContractFile(name, set, static _ => null), ImportOptions.Default);
        }
        catch (GrpcImportException failed)
        {
            return new ImportResult(null, [failed.ToDiagnostic(name)]);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            return new ImportResult(
                null, [new ImportDiagnostic(true, "CONTRACT_UNWRITABLE", unwritable.Message, file ?? name)]);
        }
    }

    /// <summary>A server and nothing else: no path, no user.</summary>
    private static Uri? AddressOf(string text)
    {
        var scheme = text.StartsWith("grpc://", StringComparison.Ordinal) ? "http"
            : text.StartsWith("grpcs://", StringComparison.Ordinal) ? "https" : null;
        var isAddress = Uri.TryCreate(text, UriKind.Absolute, out var found)
            && found is { PathAndQuery: "/" or "", UserInfo: "", Port: > 0, Fragment: "" };
        return scheme is not null && isAddress ? new Uri($"{scheme}://{found!.Authority}/") : null;
    }
}
