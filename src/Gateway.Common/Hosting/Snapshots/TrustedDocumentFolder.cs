using Gateway.Common.Language;
using Gateway.Common.Pipeline;

namespace Gateway.Common.Hosting.Snapshots;

/// <summary>Reads a folder of operation documents: every <c>*.graphql</c> file in it, one operation each.</summary>
internal static class TrustedDocumentFolder
{
    /// <summary>Documents of one host.</summary>
    public const int DocumentsMax = 20_000;

    /// <returns>Documents that clients ask for by id, and those that are REST endpoints.</returns>
    public static (IReadOnlyList<TrustedDocument> Trusted, IReadOnlyList<TrustedDocument> Endpoints) Read(
        string? folder, List<SnapshotDiagnostic> diagnostics)
    {
        var trusted = new List<TrustedDocument>();
        var endpoints = new List<TrustedDocument>();
        if (folder is null || !Directory.Exists(folder))
        {
            return (trusted, endpoints);
        }

        foreach (var file in Directory.EnumerateFiles(folder, "*.graphql").Order(StringComparer.Ordinal)
            .Take(DocumentsMax))
        {
            var document = new TrustedDocument(Path.GetFileNameWithoutExtension(file), File.ReadAllBytes(file));
            if (SourceSchemaBuilder.Parse(document.Text, file, diagnostics) is { } parsed)
            {
                (IsEndpoint(parsed) ? endpoints : trusted).Add(document);
            }
        }

        return (trusted, endpoints);
    }

    private static bool IsEndpoint(DocumentNode document) => document.Definitions
        .OfType<OperationDefinitionNode>()
        .Any(operation => operation.Directives.Any(directive => directive.Name.Is("endpoint"u8)));
}
