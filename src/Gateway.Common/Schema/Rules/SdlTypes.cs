using Gateway.Common.Language;
using Gateway.Common.Primitives;

namespace Gateway.Common.Schema.Rules;

/// <summary>Which definitions and extensions speak of the same type.</summary>
/// <remarks>
/// Shape: each type has the index of the first definition or extension of its name, its id. Built once, O(1) after.
/// </remarks>
internal sealed class SdlTypes
{
    private readonly SdlDefinitions _definitions;

    /// <summary>Open addressing: id + 1, 0 where free.</summary>
    private readonly int[] _slots;

    private readonly Part[] _parts;

    public SdlTypes(SdlDefinitions definitions)
    {
        _definitions = definitions;
        _slots = new int[NameSlots.Capacity(definitions.Count)];
        _parts = new Part[definitions.Count];
        for (var index = 0; index < _parts.Length; index++)
        {
            if (definitions[index].Node is TypeDefinitionNode node)
            {
                Add(index, node);
            }
        }
    }

    /// <summary>The id of the type that a definition or extension is of.</summary>
    public int IdOf(int index) => _parts[index].Id;

    /// <summary>The first definition that is no extension, or -1.</summary>
    public int DefinitionOf(int id) => _parts[id].Definition - 1;

    /// <summary>The last definition that is no extension, or -1: what extensions are held to.</summary>
    public int LastDefinitionOf(int id) => _parts[id].Last - 1;

    /// <summary>Whether more than one definition or extension is of the type.</summary>
    public bool IsShared(int id) => _parts[id].IsShared;

    /// <summary>The id of the type of that name, or -1.</summary>
    public int Find(ReadOnlySpan<byte> name) => Locate(name) - 1;

    private void Add(int index, TypeDefinitionNode node)
    {
        ref var slot = ref Locate(node.Name.Utf8);
        var isFirst = slot == 0;
        slot = isFirst ? index + 1 : slot;
        var id = slot - 1;
        _parts[index].Id = id;
        ref var first = ref _parts[id];
        first.IsShared = !isFirst;
        if (!node.IsExtension)
        {
            first.Definition = first.Definition == 0 ? index + 1 : first.Definition;
            first.Last = index + 1;
        }
    }

    private ref int Locate(ReadOnlySpan<byte> name)
    {
        var mask = _slots.Length - 1;
        for (var at = (int)Utf8Hash.Compute(name) & mask; ; at = (at + 1) & mask)
        {
            ref var slot = ref _slots[at];
            if (slot == 0 || ((TypeDefinitionNode)_definitions[slot - 1].Node).Name.Is(name))
            {
                return ref slot;
            }
        }
    }

    /// <summary>What is known of a definition; all but the id is kept at the first of its type.</summary>
    private record struct Part(int Id, int Definition, int Last, bool IsShared);
}
