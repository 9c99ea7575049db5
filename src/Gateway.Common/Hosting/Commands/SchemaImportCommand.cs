using Gateway.Common.Composition;
using Gateway.Common.Hosting.Snapshots;
using Gateway.Common.Language;

namespace Gateway.Common.Hosting.Commands;

/// <summary><c>schema import FILE</c>: contract → source schema on standard output.</summary>
internal static class SchemaImportCommand
{
    public static int Run(CommandArguments arguments, CommandOutput output)
    {
        if (arguments.Positional is not [var file])
        {
            return output.Fail("ARGUMENT_MISSING", "schema import takes one FILE.");
        }

        if (FindKind(arguments["kind"], file) is not { } kind)
        {
            return output.Fail("KIND_UNKNOWN", "Name the kind: --kind GraphQL, OpenApi, Wsdl or Protobuf.", file);
        }

        var diagnostics = new List<SnapshotDiagnostic>();
        var document = SourceSchemaBuilder.Import(
            file, kind, arguments["folder"], arguments["overlay"], diagnostics);
        return Write(arguments, kind, document, diagnostics, output);
    }

    /// <summary>The document, as far as it is a schema; else why not.</summary>
    public static int Write(
        CommandArguments arguments,
        SourceKind kind,
        DocumentNode? document,
        List<SnapshotDiagnostic> diagnostics,
        CommandOutput output)
    {
        if (document is not null)
        {
            SourceSchemaBuilder.Build(arguments["name"] ?? "source", kind, document, null, diagnostics);
        }

        if (output.Report(diagnostics) != 0 || document is null)
        {
            return 1;
        }

        output.Write(Printer.Print(document));
        return 0;
    }

    /// <summary>A setting's or option's word for a kind.</summary>
    public static SourceKind? FindKind(string? word, string file) => word?.ToLowerInvariant() switch
    {
        null => ContractImport.KindOf(file),
        "graphql" => SourceKind.GraphQL,
        "openapi" => SourceKind.Rest,
        "wsdl" => SourceKind.Soap,
        "protobuf" => SourceKind.Grpc,
        _ => null,
    };
}
