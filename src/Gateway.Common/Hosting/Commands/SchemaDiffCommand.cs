using Gateway.Common.Hosting.Snapshots;
using Gateway.Common.Schema;

namespace Gateway.Common.Hosting.Commands;

/// <summary><c>schema diff OLD NEW</c>: breaking, dangerous and safe changes; exit code 1 when one breaks.</summary>
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
        foreach (var change in changes)
        {
            output.Write(change.ToString());
        }

        return changes.Any(static change => change.Severity == ChangeSeverity.Breaking) ? 1 : 0;
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
