using Gateway.Common.Composition;
using Gateway.Common.Planning.Selections;
using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Drafts;

/// <summary>What one source is asked for of an object.</summary>
internal sealed class SelectionDraft(NamedType type, int source, bool isStub = false)
{
    /// <summary>Few fields are found faster one by one than by a hash table that has to be made first.</summary>
    private const int ScanMax = 8;

    private readonly List<FieldDraft> _fields = [];
    private Dictionary<(NamedType OnType, string Key), FieldDraft>? _byKey;

    /// <summary>In the supergraph.</summary>
    public NamedType Type { get; } = type;

    public int Source { get; } = source;

    /// <summary>A linked entity's stub: what it has is there already.</summary>
    public bool IsStub { get; } = isStub;

    public IReadOnlyList<FieldDraft> Fields => _fields;

    public FieldDraft Add(
        NamedType onType,
        FieldSource via,
        Selection selection,
        IReadOnlyList<FetchCondition>? conditions,
        bool isHidden = false)
    {
        if (Find(onType, selection.Key) is { } known)
        {
            known.Relax(conditions);
            known.IsHidden &= isHidden;
            return known;
        }

        var field = new FieldDraft(onType, via, selection, conditions)
        {
            Child = selection.Children is { } children ? new SelectionDraft(children.Type, Source) : null,
            IsHidden = isHidden,
        };
        _fields.Add(field);
        _byKey?.Add((onType, selection.Key), field);
        return field;
    }

    private FieldDraft? Find(NamedType onType, string key)
    {
        if (_byKey is null && _fields.Count > ScanMax)
        {
            _byKey = _fields.ToDictionary(static field => (field.OnType, field.Selection.Key));
        }

        if (_byKey is not null)
        {
            return _byKey.GetValueOrDefault((onType, key));
        }

        foreach (var field in _fields)
        {
            if (field.OnType == onType && field.Selection.Key == key)
            {
                return field;
            }
        }

        return null;
    }

    /// <summary>Adds all that another draft of the same place asks for.</summary>
    /// <param name="other">The other.</param>
    /// <param name="conditions">When it is asked for, beyond what stands around this one.</param>
    public void Absorb(SelectionDraft other, IReadOnlyList<FetchCondition>? conditions = null)
    {
        foreach (var field in other._fields)
        {
            var when = FieldConditions.Both(conditions, field.Conditions);
            var mine = Add(field.OnType, field.Via, field.Selection, when, field.IsHidden);
            if (field.Child is { } child)
            {
                mine.Child!.Absorb(child, FieldConditions.Beyond(mine.Conditions, when));
            }
        }
    }

    /// <summary>Whether both ask for the same, in any order.</summary>
    public bool AsksFor(SelectionDraft other)
    {
        if (_fields.Count != other._fields.Count)
        {
            return false;
        }

        // No two fields of a selection have the same type and key.
        foreach (var field in _fields)
        {
            if (other.Find(field.OnType, field.Selection.Key) is not { } same || !field.AsksFor(same))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Equal for selections that ask for the same.</summary>
    public int HashOfAll()
    {
        var hash = _fields.Count;
        foreach (var field in _fields)
        {
            hash += HashCode.Combine(field.OnType, field.Selection.Key, field.Child?.HashOfAll());
        }

        return hash;
    }

    /// <summary>What stood around the fields no longer does: each keeps it as its own.</summary>
    public void Narrow(IReadOnlyList<FetchCondition> conditions)
    {
        foreach (var field in _fields)
        {
            field.Narrow(conditions);
        }
    }
}

internal sealed class FieldDraft(
    NamedType onType, FieldSource via, Selection selection, IReadOnlyList<FetchCondition>? conditions)
{
    public NamedType OnType { get; } = onType;

    public FieldSource Via { get; } = via;

    public Selection Selection { get; } = selection;

    /// <summary>Null: always asked for.</summary>
    public IReadOnlyList<FetchCondition>? Conditions { get; private set; } = conditions;

    /// <summary>Whether only the plan needs it, for a key or a requirement.</summary>
    public bool IsHidden { get; set; }

    public SelectionDraft? Child { get; init; }

    /// <summary>The field is asked for elsewhere too; what is below it stays as conditional as it was.</summary>
    public void Relax(IReadOnlyList<FetchCondition>? other)
    {
        var before = Conditions;
        Conditions = FieldConditions.Either(before, other);
        if (FieldConditions.Beyond(Conditions, before) is { Count: > 0 } lost)
        {
            Child?.Narrow(lost);
        }
    }

    public void Narrow(IReadOnlyList<FetchCondition> conditions) =>
        Conditions = FieldConditions.Both(conditions, Conditions);

    /// <summary>Whether what is asked for is the same as of a field of the same type and key.</summary>
    public bool AsksFor(FieldDraft other) =>
        (Conditions ?? []).SequenceEqual(other.Conditions ?? [])
        && (Child is null || other.Child is null ? Child == other.Child : Child.AsksFor(other.Child));
}
