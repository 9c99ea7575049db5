using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>A definition or extension, its document, and its position among all.</summary>
internal readonly record struct SdlDefinition(DocumentNode Document, TypeSystemNode Node, int Index)
{
    public SchemaLocation At(Name name) => new(Document, name.Start);

    public SchemaLocation At(SyntaxNode node) => new(Document, node.Span.Start);
}

/// <summary>The type system's definitions and extensions of documents, in order, as if they were of one.</summary>
/// <remarks>One document that holds nothing else is looked into as it is: large schemas are that.</remarks>
internal sealed class SdlDefinitions
{
    private readonly DocumentNode? _whole;
    private readonly SdlDefinition[] _gathered = [];

    public SdlDefinitions(IReadOnlyList<DocumentNode> documents)
    {
        if (documents is [var single] && single.Definitions.All(static definition => definition is TypeSystemNode))
        {
            _whole = single;
            Count = single.Definitions.Count;
        }
        else
        {
            _gathered =
            [
                .. documents
                    .SelectMany(static document => document.Definitions
                        .OfType<TypeSystemNode>()
                        .Select(node => (Document: document, Node: node)))
                    .Select(static (one, index) => new SdlDefinition(one.Document, one.Node, index)),
            ];
            Count = _gathered.Length;
        }
    }

    public int Count { get; }

    public SdlDefinition this[int index] => _whole is { } document
        ? new SdlDefinition(document, (TypeSystemNode)document.Definitions[index], index)
        : _gathered[index];

    public Enumerator GetEnumerator() => new(this);

    /// <summary>Where a walk stands.</summary>
    public struct Enumerator(SdlDefinitions definitions)
    {
        private int _index = -1;

        public readonly SdlDefinition Current => definitions[_index];

        public bool MoveNext() => ++_index < definitions.Count;
    }
}
