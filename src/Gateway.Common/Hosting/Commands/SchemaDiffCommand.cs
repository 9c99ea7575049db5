using Gateway.Common.Hosting.Snapshots;
using Gateway.Common.Schema;

namespace Gateway.Common.Hosting.Commands;

/// <summary>
/// <c>schema diff OLD NEW [--operations FOLDER]</c>: breaking, dangerous and safe changes, and the stored operations
/// that they break; exit code 1 when one breaks.
/// </summary>
internal static class SchemaDiffCommand
{
    public static int Run(CommandArguments arguments, CommandOutput output)
    {
        if (arguments.Positional is not [var oldFile, var newFile])
        {
            return output.Fail("ARGUMENT_MISSING", "schema diff takes OLD and NEW.");
        }

        var diagnostics = new List<SnapshotDiagnostic>();
        var before = Load(oldFile, diagnostics);
        var after = Load(newFile, diagnostics);
        if (before is null || after is null)
        {
            return output.Fail(diagnostics);
        }

        var changes = SchemaDiff.Compare(before, after);
        IReadOnlyList<BrokenStoredOperation>? broken = null;
        if (arguments["operations"] is { } folder)
        {
            if (!Directory.Exists(folder))
            {
                return output.Fail("OPERATIONS_UNREADABLE", "The folder of operations is absent.", folder);
            }

            var operations = StoredOperations.Read(folder, diagnostics);
            broken = StoredOperations.FindBroken(operations, changes, before, after, diagnostics);
        }

        var report = new SchemaDiffReport(changes, broken);
        output.Write(output.AsJson ? report.ToJson() : report.ToText());
        return output.Report(diagnostics) == 0 && !report.Breaks ? 0 : 1;
    }

    private static GraphQLSchema? Load(string file, List<SnapshotDiagnostic> diagnostics)
    {
        if (ContractImport.Read(file) is not { } text)
        {
            diagnostics.Add(
                new SnapshotDiagnostic(true, "SCHEMA_UNREADABLE", "The file is absent or unreadable.", file));
            return null;
        }

        return SourceSchemaBuilder.Parse(text, file, diagnostics) is { } document
            ? SourceSchemaBuilder.Build(file, Composition.SourceKind.GraphQL, document, null, diagnostics)?.Schema
            : null;
    }
}
