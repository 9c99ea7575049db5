using Gateway.Common.Schema;

namespace Gateway.Common.Results;

/// <summary>
/// The layout of one object type's rows in one operation: a slot for each distinct field and arguments.
/// </summary>
/// <remarks>
/// Shape: the same for every position of the type, so entities fetched once serve every place that shows them.
/// </remarks>
internal sealed class Shape(ObjectType type, int typeId)
{
    /// <summary>Of rows that only hold an answer's wrapping for a moment.</summary>
    public const int NoTypeId = -1;

    private readonly List<string> _slots = [];
    private readonly Dictionary<string, int> _slotByKey = new(StringComparer.Ordinal);

    public Shape(ObjectType type)
        : this(type, type.Index)
    {
    }

    /// <summary>Of rows of this shape: the index of the type in the supergraph's schema.</summary>
    public int TypeId { get; } = typeId;

    public ObjectType Type { get; } = type;

    public int SlotCount => _slots.Count;

    /// <summary>What a slot holds, as <c>field</c> or <c>field(arguments)</c>: for plans in text.</summary>
    public IReadOnlyList<string> SlotKeys => _slots;

    /// <summary>The slot of a field with these arguments; planning adds it, running never does.</summary>
    /// <param name="key">The field's name, with its arguments in canonical text where it has any.</param>
    public int SlotOf(string key)
    {
        if (!_slotByKey.TryGetValue(key, out var slot))
        {
            slot = _slots.Count;
            _slotByKey.Add(key, slot);
            _slots.Add(key);
        }

        return slot;
    }
}
