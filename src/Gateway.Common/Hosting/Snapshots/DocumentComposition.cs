using Gateway.Common.Composition;
using Gateway.Common.Sources;

namespace Gateway.Common.Hosting.Snapshots;

/// <summary>Documents of sources → supergraph: the one way of hosts and commands.</summary>
/// <remarks>
/// Shape: equal names of contracts are kept apart (<see cref="SourceNamespaces"/>), schemas built, a query type added
/// where no source has one (<see cref="EmptyQuery"/>), all composed. Subgraphs without queries that are written for any
/// router get none: their composition is the specification's.
/// </remarks>
internal static class DocumentComposition
{
    /// <param name="documents">Those that could be read.</param>
    /// <param name="isServed">Whether a host is to serve it; else it is written as SDL.</param>
    /// <param name="diagnostics">Errors in it mean that some could not.</param>
    /// <returns>Null after an error.</returns>
    public static Supergraph? Compose(
        IReadOnlyList<SourceDocument> documents, bool isServed, List<SnapshotDiagnostic> diagnostics)
    {
        var (named, warnings) = SourceNamespaces.Apply(
            [.. documents.Select(static one => new NamedDocument(one.Name, one.IsContract, one.Document))]);
        SourceSchemaBuilder.Add(diagnostics, warnings);
        var schemas = documents
            .Zip(named, (source, renamed) => SourceSchemaBuilder.Build(
                source.Name, source.Kind, renamed.Document, source.Url, diagnostics))
            .OfType<SourceSchema>()
            .ToList();
        if (diagnostics.Exists(static diagnostic => diagnostic.IsError))
        {
            // A source that cannot be read hides nothing of the others.
            SourceSchemaBuilder.Add(diagnostics, SchemaComposer.CheckAlone(schemas));
            return null;
        }

        if ((isServed || documents.Any(static one => one.IsContract)) && EmptyQuery.IsNeeded(schemas))
        {
            schemas.Add(EmptyQuery.Schema(isServed ? SourceKind.Local : SourceKind.GraphQL));
        }

        var result = SchemaComposer.Compose(schemas);
        SourceSchemaBuilder.Add(diagnostics, result.Errors);
        return result.Supergraph;
    }
}
