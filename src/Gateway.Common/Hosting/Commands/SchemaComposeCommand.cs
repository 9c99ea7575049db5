using Gateway.Common.Composition;
using Gateway.Common.Hosting.Snapshots;

namespace Gateway.Common.Hosting.Commands;

/// <summary><c>schema compose NAME=FILE[@URL]…</c>: source schemas → supergraph SDL.</summary>
internal static class SchemaComposeCommand
{
    public static int Run(CommandArguments arguments, CommandOutput output)
    {
        if (arguments.Positional.Count == 0)
        {
            return output.Fail("ARGUMENT_MISSING", "schema compose takes NAME=FILE[@URL] for each source.");
        }

        var diagnostics = new List<SnapshotDiagnostic>();
        var documents = arguments.Positional.Select(argument => Load(argument, diagnostics))
            .OfType<SourceDocument>()
            .ToArray();
        var composed = DocumentComposition.Compose(documents, isServed: false, diagnostics);
        var exit = output.Report(diagnostics);
        if (exit != 0 || composed is not { } supergraph)
        {
            return 1;
        }

        if (JoinWriter.FindUnwritable(supergraph) is { } unwritable)
        {
            return output.Fail(unwritable.Code, unwritable.Message);
        }

        var sdl = JoinWriter.Write(supergraph);
        if (arguments["output"] is { } file)
        {
            File.WriteAllText(file, sdl);
        }
        else
        {
            output.Write(sdl);
        }

        return 0;
    }

    private static SourceDocument? Load(string argument, List<SnapshotDiagnostic> diagnostics)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            diagnostics.Add(new SnapshotDiagnostic(true, "ARGUMENT_INVALID", $"'{argument}' is not NAME=FILE[@URL]."));
            return null;
        }

        var (file, url) = Split(argument[(equals + 1)..]);
        if (ContractImport.Read(file) is not { } text)
        {
            diagnostics.Add(
                new SnapshotDiagnostic(true, "CONTRACT_UNREADABLE", "The file is absent or unreadable.", file));
            return null;
        }

        return SourceSchemaBuilder.Parse(text, file, diagnostics) is { } document
            ? SourceDocument.OfSdl(argument[..equals], document, url)
            : null;
    }

    /// <summary>
    /// The address comes after the last <c>@</c> that is followed by a scheme, so that paths may hold
    /// one.
    /// </summary>
    private static (string File, string? Url) Split(string value)
    {
        var at = Math.Max(
            value.LastIndexOf("@http://", StringComparison.Ordinal),
            value.LastIndexOf("@https://", StringComparison.Ordinal));
        return at < 0 ? (value, null) : (value[..at], value[(at + 1)..]);
    }
}
