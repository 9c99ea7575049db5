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
        Types = new List<TypeParts>(definitions);
    }

    public List<TypeParts> Types { get; }

    public List<SyntaxReference> Directives { get; } = [];

    /// <summary>The schema definition, if any, before its extensions.</summary>
    public List<SyntaxReference> Schema { get; } = [];

    public bool HasSchemaDefinition { get; private set; }

    /// <param name="documents">Of two definitions with one name the first is kept.</param>
    /// <param name="adoptsExtensions">Whether extensions of what is not defined define it.</param>
    public static DefinitionTable Read(IReadOnlyList<DocumentNode> documents, bool adoptsExtensions)
    {
        var table = new DefinitionTable(documents.Sum(static document => document.Definitions.Count));
        var extensions = table.AddAll(documents, extensions: false, adoptsExtensions);
        var defined = table.Types.Count;
        if (extensions > 0)
        {
            table.AddAll(documents, extensions: true, adoptsExtensions);
        }

        if (table.Types.Count > defined)
        {
            table.RestoreDocumentOrder(documents);
        }

        return table;
    }

    /// <summary>The type's position in <see cref="Types"/>, or -1.</summary>
    public int IndexOfType(ReadOnlySpan<byte> name) => Locate(name) - 1;

    public bool DefinesDirective(Name name) => _directives.ContainsKey(name);

    /// <returns>How many there are of the other sort.</returns>
    private int AddAll(IReadOnlyList<DocumentNode> documents, bool extensions, bool adoptsExtensions)
    {
        var others = 0;
        foreach (var document in documents)
        {
            foreach (var definition in document.Definitions.Elements())
            {
                if (definition is not TypeSystemNode node)
                {
                    continue;
                }

                if (node.IsExtension == extensions)
                {
                    Add(new SyntaxReference(document, node), node, adoptsExtensions);
                }
                else
                {
                    others++;
                }
            }
        }

        return others;
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
            Types.Add(new TypeParts(syntax));
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
        Array.Clear(_slots);
        for (var index = 0; index < Types.Count; index++)
        {
            Locate(Types[index].Node.Name.Utf8) = index + 1;
        }
    }
}
