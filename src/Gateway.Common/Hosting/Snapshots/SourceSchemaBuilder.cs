using System.Text;
using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Sources;

namespace Gateway.Common.Hosting.Snapshots;

/// <summary>Contract and overlay → source schema.</summary>
internal static class SourceSchemaBuilder
{
    /// <param name="folder">Holds all files of the contract; null: its own.</param>
    /// <returns>The source schema's document; null after an error.</returns>
    public static DocumentNode? Import(
        string contract, SourceKind kind, string? folder, string? overlay, List<SnapshotDiagnostic> diagnostics) =>
        Complete(ContractImport.Run(contract, kind, folder), contract, overlay, diagnostics);

    /// <param name="contract">Its name in diagnostics.</param>
    /// <returns>The source schema's document; null after an error.</returns>
    public static DocumentNode? Complete(
        ImportResult imported, string contract, string? overlay, List<SnapshotDiagnostic> diagnostics)
    {
        Add(diagnostics, imported.Diagnostics);
        return imported.Sdl is { } sdl ? Patch(sdl, contract, overlay, diagnostics) : null;
    }

    /// <returns>Null where the document is no source schema; <paramref name="diagnostics"/> says why.</returns>
    public static SourceSchema? Build(
        string name, SourceKind kind, DocumentNode document, string? url, List<SnapshotDiagnostic> diagnostics)
    {
        var errors = new List<CompositionError>();
        var schema = SourceSchemaReader.Read(name, kind, document, url, errors);
        Add(diagnostics, errors);
        return schema;
    }

    public static DocumentNode? Parse(ReadOnlyMemory<byte> sdl, string file, List<SnapshotDiagnostic> diagnostics)
    {
        try
        {
            return Parser.Parse(sdl.ToArray());
        }
        catch (SyntaxException syntax)
        {
            diagnostics.Add(new SnapshotDiagnostic(true, syntax.Code, syntax.Message, file, syntax.Line));
            return null;
        }
    }

    private static DocumentNode? Patch(
        string sdl, string contract, string? overlay, List<SnapshotDiagnostic> diagnostics)
    {
        var source = Parse(Encoding.UTF8.GetBytes(sdl), contract, diagnostics);
        if (source is null || overlay is null)
        {
            return source;
        }

        if (ContractImport.Read(overlay) is not { } text)
        {
            diagnostics.Add(
                new SnapshotDiagnostic(true, "OVERLAY_UNREADABLE", "The file is absent or unreadable.", overlay));
            return null;
        }

        if (Parse(text, overlay, diagnostics) is not { } patch)
        {
            return null;
        }

        var (patched, problems) = Overlay.Apply(source, patch, overlay);
        Add(diagnostics, problems);
        return patched;
    }

    public static void Add(List<SnapshotDiagnostic> diagnostics, IEnumerable<ImportDiagnostic> found) =>
        diagnostics.AddRange(found.Select(problem => new SnapshotDiagnostic(
            problem.IsError, problem.Code, problem.Message, problem.File, problem.Line, Path: problem.Path)
        {
            Column = problem.Column,
        }));

    public static void Add(List<SnapshotDiagnostic> diagnostics, IEnumerable<CompositionError> errors) =>
        diagnostics.AddRange(errors.Select(static error => new SnapshotDiagnostic(
            error.IsError, error.Code, error.Message, null, error.Line, error.Source, error.Coordinate)
        {
            Column = error.Column,
        }));
}
