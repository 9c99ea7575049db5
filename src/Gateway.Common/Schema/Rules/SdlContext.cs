using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>What a rule for documents looks at, and what it found; all but that is shared by the rules.</summary>
internal sealed class SdlContext
{
    public SdlContext(IReadOnlyList<DocumentNode> documents, GraphQLSchema? extended, SchemaBuildOptions options)
    {
        Extended = extended;
        Options = options;
        Documents = documents;
        Definitions = new SdlDefinitions(documents);
        Types = new SdlTypes(Definitions);
        Directives = DirectiveSignatures.Read(extended, Definitions);
    }

    private SdlContext(SdlContext other)
    {
        (Extended, Options, Documents) = (other.Extended, other.Options, other.Documents);
        (Definitions, Types, Executables) = (other.Definitions, other.Types, other.Executables);
        Directives = other.Directives;
    }

    /// <summary>The schema that the documents extend, or null.</summary>
    public GraphQLSchema? Extended { get; }

    public SchemaBuildOptions Options { get; }

    public IReadOnlyList<DocumentNode> Documents { get; }

    public DiagnosticBag Faults { get; } = new();

    /// <summary>Definitions and extensions of all documents, in order.</summary>
    public SdlDefinitions Definitions { get; }

    /// <summary>Which of them are of the same type.</summary>
    public SdlTypes Types { get; }

    /// <summary>Types that executable definitions in the documents refer to.</summary>
    public ExecutableParts Executables { get; } = new();

    /// <summary>Known directives by name: built-in, then the extended schema's, then the documents'.</summary>
    public Dictionary<Name, DirectiveSignature> Directives { get; }

    /// <summary>The same for another rule, which finds its own faults.</summary>
    public SdlContext ForRule() => new(this);

    /// <summary>Whether the documents define the type.</summary>
    public bool Defines(Name type) =>
        Types.Find(type.Utf8) is var id and >= 0
        && (Options.AllowExtensionsOfUndefinedTypes || Types.DefinitionOf(id) >= 0);

    public void Report(string code, string message, params ReadOnlySpan<SchemaLocation?> locations) =>
        Faults.Add(code, message, locations);
}
