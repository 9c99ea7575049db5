using Gateway.Common.Composition;
using Gateway.Common.Language;

namespace Gateway.Common.Hosting.Snapshots;

/// <summary>One source before it is composed: its schema's document, overlay applied.</summary>
/// <param name="Kind">What answers its calls.</param>
/// <param name="IsContract">Imported of a REST, SOAP or gRPC contract: its names were chosen knowing of no
/// other.</param>
/// <param name="Url">Base address; null for local sources and where nothing will be called.</param>
internal sealed record SourceDocument(
    string Name, SourceKind Kind, bool IsContract, DocumentNode Document, string? Url)
{
    private static readonly string[] Bindings = ["rest", "soap", "grpc"];

    /// <summary>Of a file: what was imported of a contract defines the words that bind its fields.</summary>
    public static SourceDocument OfSdl(string name, DocumentNode document, string? url) => new(
        name,
        SourceKind.GraphQL,
        document.Definitions.OfType<DirectiveDefinitionNode>()
            .Any(static definition => Bindings.Contains(definition.Name.Value)),
        document,
        url);
}
