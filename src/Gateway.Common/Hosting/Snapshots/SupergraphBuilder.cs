using System.Text;
using Gateway.Common.Composition;
using Gateway.Common.Language;

namespace Gateway.Common.Hosting.Snapshots;

/// <summary>Settings → supergraph: a ready one read, or the sources imported and composed.</summary>
internal static class SupergraphBuilder
{
    public static (Supergraph? Supergraph, IReadOnlyList<SnapshotDiagnostic> Diagnostics) Build(
        SnapshotSettings settings)
    {
        var diagnostics = new List<SnapshotDiagnostic>();
        var supergraph = settings.SupergraphFile is { } file
            ? Read(file, diagnostics)
            : Compose(settings.Sources, diagnostics);
        return (diagnostics.Exists(static diagnostic => diagnostic.IsError) ? null : supergraph, diagnostics);
    }

    private static Supergraph? Read(string file, List<SnapshotDiagnostic> diagnostics)
    {
        if (ContractImport.Read(file) is not { } text)
        {
            diagnostics.Add(
                new SnapshotDiagnostic(true, "SUPERGRAPH_UNREADABLE", "The file is absent or unreadable.", file));
            return null;
        }

        if (SourceSchemaBuilder.Parse(text, file, diagnostics) is not { } document)
        {
            return null;
        }

        var result = Read(document);
        SourceSchemaBuilder.Add(diagnostics, result.Errors);
        return result.Supergraph;
    }

    /// <summary>On two cores, where there are two: it is most of a host's start.</summary>
    private static CompositionResult Read(DocumentNode document)
    {
        JoinedGraphs? graphs = null;
        JoinedWhole? whole = null;
        // Once for both.
        _ = document.Definitions;
        Parallel.Invoke(() => graphs = JoinReader.ReadGraphs(document), () => whole = JoinReader.ReadWhole(document));
        return JoinReader.Join(graphs!, whole!);
    }

    private static Supergraph? Compose(IReadOnlyList<SourceSettings> sources, List<SnapshotDiagnostic> diagnostics)
    {
        var documents = new List<SourceDocument>();
        foreach (var source in sources)
        {
            if (DocumentOf(source, diagnostics) is { } document)
            {
                var isContract = source.Kind is SourceKind.Rest or SourceKind.Soap or SourceKind.Grpc;
                documents.Add(new SourceDocument(
                    source.Name, source.Kind, isContract, document, source.Address?.ToString()));
            }
        }

        return DocumentComposition.Compose(documents, isServed: true, diagnostics);
    }

    private static DocumentNode? DocumentOf(SourceSettings source, List<SnapshotDiagnostic> diagnostics)
    {
        if (source.Local is { } local)
        {
            return SourceSchemaBuilder.Parse(Encoding.UTF8.GetBytes(local.Sdl), source.Name, diagnostics);
        }

        return source.IsReflected
            ? SourceSchemaBuilder.Complete(
                ReflectedSources.Import(source), ReflectedSources.PathOf(source), source.Overlay, diagnostics)
            : SourceSchemaBuilder.Import(
                source.Contract!, source.Kind, source.ContractFolder, source.Overlay, diagnostics);
    }
}
