using Gateway.Common.Composition;
using Gateway.Common.Configuration;
using Gateway.Common.Hosting.Snapshots;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Grpc;

namespace Gateway.Common.Hosting.Commands;

/// <summary><c>schema import grpc://HOST:PORT</c>: a running server's contract → source schema.</summary>
/// <remarks>
/// <c>--descriptors FILE</c> keeps what the server said as a contract that can be reviewed. TLS is a source's
/// (<c>Gateway:Sources:{name}:Tls</c>): <c>--authorities FILE</c> is trusted in place of the machine's,
/// <c>--client-certificate FILE</c> with <c>--client-key FILE</c> is shown.
/// </remarks>
internal static class SchemaReflectCommand
{
    public const string CertificateUnreadable = "CERTIFICATE_UNREADABLE";

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
        if (Tls(arguments, diagnostics) is not { } tls)
        {
            return output.Report(diagnostics);
        }

        var transport = new SourceTransportOptions { Name = target, Address = address, Tls = tls };
        var imported = await ImportAsync(transport, arguments["descriptors"], cancellationToken).ConfigureAwait(false);
        var document = SourceSchemaBuilder.Complete(imported, target, arguments["overlay"], diagnostics);
        return SchemaImportCommand.Write(arguments, SourceKind.Grpc, document, diagnostics, output);
    }

    /// <returns>Null after a diagnostic.</returns>
    private static SourceTlsOptions? Tls(CommandArguments arguments, List<SnapshotDiagnostic> diagnostics)
    {
        var roots = Read("authorities", CertificateFiles.Roots);
        var certificate = Read("client-certificate", path =>
            CertificateFiles.WithKey(path, arguments["client-key"] ?? path, password: null));
        return diagnostics.Count > 0
            ? null
            : new SourceTlsOptions { Authorities = roots ?? [], ClientCertificate = certificate };

        T? Read<T>(string option, Func<string, T> read)
            where T : class
        {
            try
            {
                return arguments[option] is { } file ? read(file) : null;
            }
            catch (Exception exception) when (CertificateFiles.IsUnreadable(exception))
            {
                // The exception's own words may hold more than the file's name.
                diagnostics.Add(new SnapshotDiagnostic(
                    true, CertificateUnreadable, $"--{option}: the file is absent or cannot be read as a certificate.",
                    arguments[option]));
                return null;
            }
        }
    }

    private static async Task<ImportResult> ImportAsync(
        SourceTransportOptions transport, string? file, CancellationToken cancellationToken)
    {
        var name = transport.Name;
        try
        {
            var set = await ReflectedSources.FetchAsync(transport, TimeProvider.System, cancellationToken)
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
