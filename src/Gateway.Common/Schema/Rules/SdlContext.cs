using Gateway.Common.Language;
using Gateway.Common.Schema.Building;

namespace Gateway.Common.Schema.Rules;

/// <summary>What every rule for documents looks at, walked once.</summary>
internal sealed class SdlContext
{
    public SdlContext(IReadOnlyList<DocumentNode> documents, GraphQLSchema? extended, SchemaBuildOptions options)
    {
        Extended = extended;
        Options = options;
        foreach (var document in documents)
        {
            foreach (var node in document.Definitions.OfType<TypeSystemNode>())
            {
                Definitions.Add(new SdlDefinition(document, node));
            }
        }

        Sites = DirectiveSites.Of(Definitions);
        Directives = DirectiveSignatures.Read(BuiltInDefinitions.Document, extended, Definitions);
    }

    /// <summary>The schema that the documents extend, or null.</summary>
    public GraphQLSchema? Extended { get; }

    public SchemaBuildOptions Options { get; }

    public DiagnosticBag Faults { get; } = new();

    /// <summary>Definitions and extensions of all documents, in order.</summary>
    public List<SdlDefinition> Definitions { get; } = [];

    /// <summary>Every place where directives may stand, in order.</summary>
    public List<DirectiveSite> Sites { get; }

    /// <summary>Known directives by name: built-in, then the extended schema's, then the documents'.</summary>
    public Dictionary<string, DirectiveSignature> Directives { get; }

    public void Report(string code, string message, params ReadOnlySpan<SchemaLocation?> locations) =>
        Faults.Add(code, message, locations);
}

/// <summary>A definition or extension and its document.</summary>
internal readonly record struct SdlDefinition(DocumentNode Document, TypeSystemNode Node)
{
    public SchemaLocation At(Name name) => new(Document, name.Start);

    public SchemaLocation At(SyntaxNode node) => new(Document, node.Span.Start);
}
