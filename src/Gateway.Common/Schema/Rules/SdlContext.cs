using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>What every rule for documents looks at, walked once.</summary>
internal sealed class SdlContext
{
    public SdlContext(IReadOnlyList<DocumentNode> documents, GraphQLSchema? extended, SchemaBuildOptions options)
    {
        Extended = extended;
        Options = options;
        Definitions = SdlDefinition.AllOf(documents);
        Types = new SdlTypes(Definitions);
        Sites = DirectiveSites.Of(Definitions);
        foreach (var document in documents)
        {
            Executables.Add(document, Sites);
        }

        Directives = DirectiveSignatures.Read(extended, Definitions);
    }

    /// <summary>The schema that the documents extend, or null.</summary>
    public GraphQLSchema? Extended { get; }

    public SchemaBuildOptions Options { get; }

    public DiagnosticBag Faults { get; } = new();

    /// <summary>Definitions and extensions of all documents, in order.</summary>
    public List<SdlDefinition> Definitions { get; }

    /// <summary>Which of them are of the same type.</summary>
    public SdlTypes Types { get; }

    /// <summary>Types that executable definitions in the documents refer to.</summary>
    public ExecutableParts Executables { get; } = new();

    /// <summary>Every place where directives stand, or a default that holds fields, in order.</summary>
    public List<DirectiveSite> Sites { get; }

    /// <summary>Known directives by name: built-in, then the extended schema's, then the documents'.</summary>
    public Dictionary<Name, DirectiveSignature> Directives { get; }

    /// <summary>Whether the documents define the type.</summary>
    public bool Defines(Name type) =>
        Types.Find(type.Utf8) is var id and >= 0
        && (Options.AllowExtensionsOfUndefinedTypes || Types.DefinitionOf(id) >= 0);

    public void Report(string code, string message, params ReadOnlySpan<SchemaLocation?> locations) =>
        Faults.Add(code, message, locations);
}

/// <summary>A definition or extension and its document.</summary>
internal readonly record struct SdlDefinition(DocumentNode Document, TypeSystemNode Node)
{
    /// <summary>Those of the type system, in order.</summary>
    public static List<SdlDefinition> AllOf(IReadOnlyList<DocumentNode> documents)
    {
        var all = new List<SdlDefinition>(documents.Sum(static document => document.Definitions.Count));
        foreach (var document in documents)
        {
            foreach (var definition in document.Definitions)
            {
                if (definition is TypeSystemNode node)
                {
                    all.Add(new SdlDefinition(document, node));
                }
            }
        }

        return all;
    }

    public SchemaLocation At(Name name) => new(Document, name.Start);

    public SchemaLocation At(SyntaxNode node) => new(Document, node.Span.Start);
}
