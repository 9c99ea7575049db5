using System.Runtime.InteropServices;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Validation;

/// <summary>
/// Every selection of a document, by selection set, inline fragments opened; filled by the traversal.
/// </summary>
/// <remarks>A set's entries form a chain in source order; response names are numbered, to be compared fast.</remarks>
internal sealed class SelectionTable
{
    public const int None = -1;

    private readonly List<SelectionEntry> _entries = [];
    private readonly List<(int First, int Last)> _sets = [];
    private readonly Dictionary<Name, int> _responseIds = [];

    public int SetCount => _sets.Count;

    public int EntryCount => _entries.Count;

    public int ResponseIdCount => _responseIds.Count;

    public ref readonly SelectionEntry this[int entry] => ref CollectionsMarshal.AsSpan(_entries)[entry];

    /// <summary>The first entry of a set, or <see cref="None"/>.</summary>
    public int First(int set) => _sets[set].First;

    /// <summary>Starts a set; what it holds is added to it later.</summary>
    public int AddSet()
    {
        _sets.Add((None, None));
        return _sets.Count - 1;
    }

    public int AddField(int set, FieldNode field, NamedType? parent, FieldDefinition? definition)
    {
        ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(_responseIds, field.ResponseName, out var exists);
        id = exists ? id : _responseIds.Count - 1;
        return Add(set, new SelectionEntry(field, null, parent, definition, id));
    }

    public void AddSpread(int set, FragmentSpreadNode spread) =>
        Add(set, new SelectionEntry(null, spread, null, null, None));

    public void SetChild(int entry, int childSet) => CollectionsMarshal.AsSpan(_entries)[entry].ChildSet = childSet;

    private int Add(int set, SelectionEntry entry)
    {
        var index = _entries.Count;
        _entries.Add(entry);
        var (first, last) = _sets[set];
        if (last != None)
        {
            CollectionsMarshal.AsSpan(_entries)[last].Next = index;
        }

        _sets[set] = (first == None ? index : first, index);
        return index;
    }
}

/// <summary>A field or a fragment spread in a <see cref="SelectionTable"/>.</summary>
internal struct SelectionEntry(
    FieldNode? field, FragmentSpreadNode? spread, NamedType? parent, FieldDefinition? definition, int responseId)
{
    /// <summary>Null when it is a spread.</summary>
    public readonly FieldNode? Field = field;

    public readonly FragmentSpreadNode? Spread = spread;

    /// <summary>The type it is selected on; null when unknown.</summary>
    public readonly NamedType? Parent = parent;

    /// <summary>Null when unknown.</summary>
    public readonly FieldDefinition? Definition = definition;

    public readonly int ResponseId = responseId;

    /// <summary>The set below the field, or <see cref="SelectionTable.None"/>.</summary>
    public int ChildSet = SelectionTable.None;

    /// <summary>The next entry of the same set, or <see cref="SelectionTable.None"/>.</summary>
    public int Next = SelectionTable.None;
}
