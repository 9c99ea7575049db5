using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Planning.Selections;
using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Drafts;

/// <summary>A fetch while the plan is made.</summary>
internal sealed class FetchDraft
{
    /// <summary>Null: none, as most have.</summary>
    private List<LinkDraft>? _links;

    public required int Source { get; init; }

    public required OperationType Operation { get; init; }

    /// <summary>The type whose fields are asked for.</summary>
    public required ComplexType Type { get; init; }

    /// <summary>Whether its answer says of what type the entities are.</summary>
    public bool TellsType { get; set; }

    /// <summary>Null where the source is entered at its root.</summary>
    public Lookup? Lookup { get; init; }

    /// <summary>What has to be sent along with the key, as written in directives.</summary>
    public required IReadOnlyList<FieldSource> Requiring { get; init; }

    /// <summary>Whether its fields take values of objects further up.</summary>
    public bool TakesContext
    {
        get
        {
            for (var index = 0; index < Requiring.Count; index++)
            {
                if (Requiring[index].ContextArguments.Count > 0)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Where the rows to fill stand.</summary>
    public required List<Position> Positions { get; init; }

    public required SelectionDraft Selection { get; init; }

    public WantedWhen Wanted { get; } = new();

    public DraftSet DependsOn { get; } = new();

    public IReadOnlyList<LinkDraft> Links => _links is null ? [] : _links;

    /// <summary>
    /// The longest chain of fetches that ends with this one, or a later level that it was put off to; known once
    /// <see cref="SetLevels"/> ran.
    /// </summary>
    public int Level { get; private set; }

    /// <summary>Its place among all of the plan; known once <see cref="SetLevels"/> ran.</summary>
    public int Number { get; private set; }

    /// <param name="level">Before that of all that depend on this one.</param>
    public void Delay(int level) => Level = level;

    public void Add(LinkDraft link) => (_links ??= []).Add(link);

    /// <summary>Does another's work too: asks for all that it asks for, whenever it is wanted.</summary>
    public void Absorb(FetchDraft other)
    {
        Selection.Absorb(other.Selection);
        Wanted.Absorb(other.Wanted);
        if (other._links is { } links)
        {
            (_links ??= []).AddRange(links);
        }
    }

    /// <summary>Counts drafts and their levels, each draft once however many ways lead to it.</summary>
    public static void SetLevels(IReadOnlyList<FetchDraft> drafts)
    {
        for (var index = 0; index < drafts.Count; index++)
        {
            (drafts[index].Number, drafts[index].Level) = (index, 0);
        }

        var open = new Stack<FetchDraft>();
        HashSet<FetchDraft>? waiting = null;
        for (var index = 0; index < drafts.Count; index++)
        {
            open.Push(drafts[index]);
            while (open.TryPeek(out var next))
            {
                if (next.TrySetLevel(open))
                {
                    open.Pop();
                }
                else if (!(waiting ??= []).Add(next))
                {
                    throw new PlanException($"What {next.Type.Name} needs of its sources needs itself first.");
                }
            }
        }
    }

    /// <param name="open">Receives those whose level has to be known first.</param>
    /// <returns>False where there are such.</returns>
    private bool TrySetLevel(Stack<FetchDraft> open)
    {
        var (level, isKnown) = (1, true);
        foreach (var earlier in DependsOn)
        {
            level = Math.Max(level, earlier.Level + 1);
            if (earlier.Level == 0)
            {
                open.Push(earlier);
                isKnown = false;
            }
        }

        Level = isKnown ? level : 0;
        return isKnown;
    }
}

/// <summary>A linked entity's stub to be made at a position.</summary>
internal sealed record LinkDraft(Position Parents, ObjectType ParentType, Selection Selection, FieldLink Link);

/// <summary>A place in the answer: the root, or a field below another place.</summary>
/// <param name="Parent">Null for the root.</param>
/// <param name="OnType">The type of the rows whose slot is followed.</param>
/// <param name="Key">The slot's key.</param>
internal sealed record Position(Position? Parent, NamedType? OnType, string Key)
{
    // Kept, as it is that of all places above too.
    private readonly int _hash = HashCode.Combine(Parent?._hash, OnType, Key);

    public static Position Root { get; } = new(null, null, "");

    /// <summary>The places above this one, the nearest first.</summary>
    public IEnumerable<Position> Above
    {
        get
        {
            for (var at = Parent; at is not null; at = at.Parent)
            {
                yield return at;
            }
        }
    }

    public bool Equals(Position? other) => ReferenceEquals(this, other) || (
        other is not null && _hash == other._hash && OnType == other.OnType && Key == other.Key
        && Equals(Parent, other.Parent));

    public override int GetHashCode() => _hash;
}

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
