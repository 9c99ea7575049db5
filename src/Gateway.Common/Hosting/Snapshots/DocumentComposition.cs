using Gateway.Common.Composition;
using Gateway.Common.Sources;

namespace Gateway.Common.Hosting.Snapshots;

/// <summary>Documents of sources → supergraph: the one way of hosts and commands.</summary>
/// <remarks>
/// Shape: equal names of contracts are kept apart (<see cref="SourceNamespaces"/>), schemas built, a query type added
/// where contracts have none (<see cref="EmptyQuery"/>), all composed.
/// </remarks>
internal static class DocumentComposition
{
    /// <param name="documents">Those that could be read.</param>
    /// <param name="diagnostics">Errors in it mean that some could not.</param>
    /// <returns>Null after an error.</returns>
    public static Supergraph? Compose(
        IReadOnlyList<SourceDocument> documents, List<SnapshotDiagnostic> diagnostics)
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

        if (documents.Any(static one => one.IsContract) && EmptyQuery.IsNeeded(schemas))
        {
            var isCalled = documents.Any(static one => one.Kind != SourceKind.GraphQL);
            schemas.Add(EmptyQuery.Schema(isCalled ? SourceKind.Local : SourceKind.GraphQL));
        }

        var result = SchemaComposer.Compose(schemas);
        SourceSchemaBuilder.Add(diagnostics, result.Errors);
        return result.Supergraph;
    }
}
