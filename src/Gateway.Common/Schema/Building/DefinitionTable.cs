using Gateway.Common.Language;
using Gateway.Common.Primitives;

namespace Gateway.Common.Schema.Building;

/// <summary>What the documents define, by name, each with its extensions.</summary>
internal sealed class DefinitionTable
{
    private readonly Dictionary<Name, SyntaxReference> _directives = [];

    /// <summary>Open addressing: position in <see cref="Types"/> + 1, 0 where free.</summary>
    private readonly int[] _slots;

    private DefinitionTable(int definitions)
    {
        _slots = new int[NameSlots.Capacity(definitions)];
        Types = new List<TypeEntry>(definitions);
    }

    public List<TypeEntry> Types { get; }

    public List<SyntaxReference> Directives { get; } = [];

    /// <summary>The schema definition, if any, before its extensions.</summary>
    public List<SyntaxReference> Schema { get; } = [];

    public bool HasSchemaDefinition { get; private set; }

    /// <param name="documents">Of two definitions with one name the first is kept.</param>
    /// <param name="adoptsExtensions">Whether extensions of what is not defined define it.</param>
    public static DefinitionTable Read(IReadOnlyList<DocumentNode> documents, bool adoptsExtensions)
    {
        var table = new DefinitionTable(documents.Sum(static document => document.Definitions.Count));
        table.AddAll(documents, extensions: false, adoptsExtensions);
        table.AddAll(documents, extensions: true, adoptsExtensions);
        if (adoptsExtensions)
        {
            table.RestoreDocumentOrder(documents);
        }

        return table;
    }

    /// <summary>Only before the order was restored, or where nothing was adopted.</summary>
    public bool DefinesType(Name name) => Locate(name.Utf8) > 0;

    public bool DefinesDirective(Name name) => _directives.ContainsKey(name);

    private void AddAll(IReadOnlyList<DocumentNode> documents, bool extensions, bool adoptsExtensions)
    {
        foreach (var document in documents)
        {
            var definitions = document.Definitions;
            for (var index = 0; index < definitions.Count; index++)
            {
                if (definitions[index] is TypeSystemNode node && node.IsExtension == extensions)
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
            case TypeDefinitionNode type:
                AddType(type, syntax, adoptsExtensions);
                break;
            case SchemaDefinitionNode schema:
                HasSchemaDefinition |= !schema.IsExtension;
                Schema.Add(syntax);
                break;
            case DirectiveDefinitionNode directive when _directives.TryAdd(directive.Name, syntax):
                Directives.Add(syntax);
                break;
        }
    }

    private void AddType(TypeDefinitionNode node, SyntaxReference syntax, bool adoptsExtensions)
    {
        ref var slot = ref Locate(node.Name.Utf8);
        if (slot == 0 && (adoptsExtensions || !node.IsExtension))
        {
            Types.Add(new TypeEntry(syntax));
            slot = Types.Count;
        }
        else if (slot > 0 && node.IsExtension && Types[slot - 1].Node.Kind == node.Kind)
        {
            Types[slot - 1].Add(syntax);
        }
    }

    private ref int Locate(ReadOnlySpan<byte> name)
    {
        var mask = _slots.Length - 1;
        for (var at = (int)Utf8Hash.Compute(name) & mask; ; at = (at + 1) & mask)
        {
            ref var slot = ref _slots[at];
            if (slot == 0 || Types[slot - 1].Node.Name.Is(name))
            {
                return ref slot;
            }
        }
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

        Types.Sort((left, right) => order[left.Node].CompareTo(order[right.Node]));
    }
}

/// <summary>A type on its way: what was written of it, definition first.</summary>
internal sealed class TypeEntry(SyntaxReference definition)
{
    private List<SyntaxReference>? _extensions;

    /// <summary>The definition.</summary>
    public TypeDefinitionNode Node => (TypeDefinitionNode)definition.Node;

    public void Add(SyntaxReference extension) => (_extensions ??= []).Add(extension);

    public SyntaxReference[] AllSyntax() => _extensions is null ? [definition] : [definition, .. _extensions];
}
