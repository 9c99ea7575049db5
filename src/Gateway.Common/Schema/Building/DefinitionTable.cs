using Gateway.Common.Language;

namespace Gateway.Common.Schema.Building;

/// <summary>What the documents define, by name, each with its extensions.</summary>
internal sealed class DefinitionTable
{
    private readonly Dictionary<Name, TypeEntry> _types = [];
    private readonly Dictionary<Name, SyntaxReference> _directives = [];

    public List<TypeEntry> Types { get; } = [];

    public List<SyntaxReference> Directives { get; } = [];

    /// <summary>The schema definition, if any, before its extensions.</summary>
    public List<SyntaxReference> Schema { get; } = [];

    public bool HasSchemaDefinition { get; private set; }

    /// <param name="documents">Of two definitions with one name the first is kept.</param>
    /// <param name="adoptsExtensions">Whether extensions of what is not defined define it.</param>
    public static DefinitionTable Read(IReadOnlyList<DocumentNode> documents, bool adoptsExtensions)
    {
        var table = new DefinitionTable();
        table.AddAll(documents, extensions: false, adoptsExtensions);
        table.AddAll(documents, extensions: true, adoptsExtensions);
        if (adoptsExtensions)
        {
            table.RestoreDocumentOrder(documents);
        }

        return table;
    }

    public bool DefinesType(Name name) => _types.ContainsKey(name);

    public bool DefinesDirective(Name name) => _directives.ContainsKey(name);

    private void AddAll(IReadOnlyList<DocumentNode> documents, bool extensions, bool adoptsExtensions)
    {
        foreach (var document in documents)
        {
            foreach (var definition in document.Definitions)
            {
                if (definition is TypeSystemNode node && node.IsExtension == extensions)
                {
                    Add(new SyntaxReference(document, node), node, adoptsExtensions);
                }
            }
        }
    }

    private void Add(SyntaxReference syntax, TypeSystemNode node, bool adoptsExtensions)
    {
        switch (node)
        {
            case SchemaDefinitionNode schema:
                HasSchemaDefinition |= !schema.IsExtension;
                Schema.Add(syntax);
                break;
            case DirectiveDefinitionNode directive when _directives.TryAdd(directive.Name, syntax):
                Directives.Add(syntax);
                break;
            case TypeDefinitionNode { IsExtension: false } type when !_types.ContainsKey(type.Name):
                AddType(type, syntax);
                break;
            case TypeDefinitionNode { IsExtension: true } extension:
                AddExtension(extension, syntax, adoptsExtensions);
                break;
        }
    }

    private void AddExtension(TypeDefinitionNode extension, SyntaxReference syntax, bool adoptsExtensions)
    {
        if (!_types.TryGetValue(extension.Name, out var entry))
        {
            if (adoptsExtensions)
            {
                AddType(extension, syntax);
            }
        }
        else if (entry.Kind == extension.Kind)
        {
            entry.Syntax.Add(syntax);
        }
    }

    private void AddType(TypeDefinitionNode node, SyntaxReference syntax)
    {
        var entry = new TypeEntry(node.Name, node.Kind, syntax);
        _types.Add(node.Name, entry);
        Types.Add(entry);
    }

    /// <summary>Adopted types came last; they belong where they were written.</summary>
    private void RestoreDocumentOrder(IReadOnlyList<DocumentNode> documents)
    {
        var order = new Dictionary<SyntaxNode, int>(ReferenceEqualityComparer.Instance);
        foreach (var document in documents)
        {
            foreach (var definition in document.Definitions)
            {
                order.TryAdd(definition, order.Count);
            }
        }

        Types.Sort((left, right) => order[left.Syntax[0].Node].CompareTo(order[right.Syntax[0].Node]));
    }
}

/// <summary>A type on its way: what was written of it, definition first.</summary>
internal sealed class TypeEntry(Name name, SyntaxKind kind, SyntaxReference definition)
{
    public Name Name { get; } = name;

    public SyntaxKind Kind { get; } = kind;

    public List<SyntaxReference> Syntax { get; } = [definition];
}
