using Gateway.Common.Schema;

namespace Gateway.Common.Results;

/// <summary>
/// The layout of one object type's rows in one operation: a slot for each distinct field and arguments.
/// </summary>
/// <remarks>
/// Shape: the same for every position of the type, so entities fetched once serve every place that shows them. Where a
/// source stands for an interface by one object (<c>@interfaceObject</c>), its rows have the interface's shape until
/// another source says what they are; the interface and its types then share one layout.
/// </remarks>
internal sealed class Shape(ComplexType type, int typeId)
{
    /// <summary>Of rows that only hold an answer's wrapping for a moment.</summary>
    public const int NoTypeId = -1;

    private readonly Layout _layout = new();

    public Shape(ObjectType type)
        : this(type, type.Index)
    {
    }

    /// <param name="type">The rows' type; an interface for rows whose type is not known yet.</param>
    /// <param name="layout">Another shape whose slots this one shares.</param>
    public Shape(ComplexType type, Shape? layout)
        : this(type, type.Index) => _layout = layout?._layout ?? _layout;

    /// <summary>Of rows of this shape: the index of the type in the supergraph's schema.</summary>
    public int TypeId { get; } = typeId;

    public ComplexType Type { get; } = type;

    public int SlotCount => _layout.Slots.Count;

    /// <summary>What a slot holds, as <c>field</c> or <c>field(arguments)</c>: for plans in text.</summary>
    public IReadOnlyList<string> SlotKeys => _layout.Slots;

    /// <summary>The slot of a field with these arguments; planning adds it, running never does.</summary>
    /// <param name="key">The field's name, with its arguments in canonical text where it has any.</param>
    public int SlotOf(string key)
    {
        var slot = _layout.Find(key);
        return slot < 0 ? _layout.Add(key) : slot;
    }

    /// <summary>Whether a row of that shape can become one of this shape in place.</summary>
    public bool SharesLayout(Shape other) => _layout == other._layout;

    private sealed class Layout
    {
        /// <summary>So many keys are found by looking at each: most rows have no more, and plans are kept.</summary>
        private const int ScannedMax = 8;

        private Dictionary<string, int>? _byKey;

        public List<string> Slots { get; } = [];

        public int Find(string key) => _byKey is null ? Slots.IndexOf(key) : _byKey.GetValueOrDefault(key, -1);

        public int Add(string key)
        {
            var slot = Slots.Count;
            Slots.Add(key);
            if (_byKey is not null)
            {
                _byKey.Add(key, slot);
            }
            else if (Slots.Count > ScannedMax)
            {
                _byKey = new Dictionary<string, int>(StringComparer.Ordinal);
                for (var index = 0; index < Slots.Count; index++)
                {
                    _byKey.Add(Slots[index], index);
                }
            }

            return slot;
        }
    }
}
