using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Selections;

/// <summary>One distinct field (name and arguments) selected at a position, all its occurrences merged.</summary>
internal sealed class Selection
{
    /// <summary>In the supergraph's schema, on the type it was selected on.</summary>
    public required FieldDefinition Field { get; init; }

    /// <summary>The slot key (<see cref="SlotKey"/>).</summary>
    public required string Key { get; init; }

    public required IReadOnlyList<ArgumentNode> Arguments { get; init; }

    /// <summary>Null where no conditions say of all occurrences when one of them is asked for.</summary>
    public IReadOnlyList<FetchCondition>? Conditions { get; set; }

    /// <summary>
    /// As the client wrote it: each field, and the conditions around it. Null for leaf fields: nothing stands below
    /// them.
    /// </summary>
    public List<(FieldNode Node, IReadOnlyList<FetchCondition> Conditions)>? Occurrences { get; init; }

    /// <summary>Null for leaf fields.</summary>
    public SelectionGroup? Children { get; set; }

    /// <summary>The contextual arguments further down that its value is given to; null: none.</summary>
    public HashSet<ContextArgument>? GivenTo { get; set; }

    /// <summary>
    /// What sources need of its object for it, by the object's type and the directive's text, where values of contexts
    /// are taken for that; null: nothing beyond what directives say.
    /// </summary>
    public Dictionary<(ObjectType Type, string Set), IReadOnlyList<(NamedType Parent, Selection Selection)>>? Needs
    {
        get;
        set;
    }

    /// <summary>Sources that cannot be asked here, as no object above sets a context that they take; null: none.
    /// </summary>
    public HashSet<FieldSource>? Unreached { get; set; }

    /// <summary>The same field with a part of what is selected below it.</summary>
    public Selection With(SelectionGroup children) => new()
    {
        Field = Field,
        Key = Key,
        Arguments = Arguments,
        Conditions = Conditions,
        Children = children,
        GivenTo = GivenTo,
        Needs = Needs,
        Unreached = Unreached,
    };
}

/// <summary>What is selected of the objects at one position, by the type that it was selected on.</summary>
/// <remarks>Shape: parents are the position's own type, or object and interface types narrower than it.</remarks>
internal sealed class SelectionGroup(NamedType type)
{
    /// <summary>Few selections are found faster one by one than by a hash table that has to be made first.</summary>
    private const int ScanMax = 8;

    private readonly List<(NamedType Parent, Selection Selection)> _items = [];
    private Dictionary<(NamedType Parent, string Key), Selection>? _byKey;

    /// <summary>The position's static type in the supergraph.</summary>
    public NamedType Type { get; } = type;

    public IReadOnlyList<(NamedType Parent, Selection Selection)> Items => _items;

    /// <summary>Whether the client asks which type an object has: matters where its source does not know.</summary>
    public bool AsksTypeName { get; set; }

    /// <summary>The only types that are asked about here; null for all that can stand here.</summary>
    public IReadOnlySet<string>? CommonTypes { get; init; }

    public bool Allows(ObjectType type) => CommonTypes is null || CommonTypes.Contains(type.Name);

    /// <summary>Walks <see cref="Items"/> without an enumerator's object.</summary>
    public List<(NamedType Parent, Selection Selection)>.Enumerator GetEnumerator() => _items.GetEnumerator();

    /// <summary>The selection of that key; null where there is none.</summary>
    public Selection? Find(NamedType parent, string key)
    {
        if (_byKey is not null)
        {
            return _byKey.GetValueOrDefault((parent, key));
        }

        foreach (var (type, selection) in _items)
        {
            if (type == parent && selection.Key == key)
            {
                return selection;
            }
        }

        return null;
    }

    /// <summary>
    /// The selection of that key, which is now asked for at one more place; null where there is none.
    /// </summary>
    /// <param name="parent">The type it is selected on.</param>
    /// <param name="key">The slot key.</param>
    /// <param name="conditions">When it is asked for there.</param>
    public Selection? Meet(NamedType parent, string key, IReadOnlyList<FetchCondition> conditions)
    {
        var selection = Find(parent, key);
        if (selection is not null)
        {
            selection.Conditions = FieldConditions.Either(selection.Conditions, conditions);
        }

        return selection;
    }

    public Selection Add(NamedType parent, Selection selection, IReadOnlyList<FetchCondition> conditions)
    {
        selection.Conditions = conditions.Count == 0 ? null : conditions;
        Add(parent, selection);
        return selection;
    }

    public void Add(NamedType parent, Selection selection)
    {
        _items.Add((parent, selection));
        if (_byKey is not null)
        {
            _byKey[(parent, selection.Key)] = selection;
        }
        else if (_items.Count > ScanMax)
        {
            _byKey = [];
            foreach (var (type, item) in _items)
            {
                _byKey[(type, item.Key)] = item;
            }
        }
    }
}
