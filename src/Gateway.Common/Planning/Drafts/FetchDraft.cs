using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Planning.Selections;
using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Drafts;

/// <summary>A fetch while the plan is made.</summary>
internal sealed class FetchDraft
{
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
    public bool TakesContext => Requiring.Any(static via => via.ContextArguments.Count > 0);

    /// <summary>Where the rows to fill stand.</summary>
    public required List<Position> Positions { get; init; }

    public required SelectionDraft Selection { get; init; }

    public WantedWhen Wanted { get; } = new();

    public HashSet<FetchDraft> DependsOn { get; } = [];

    public List<LinkDraft> Links { get; } = [];

    /// <summary>
    /// The longest chain of fetches that ends with this one, or a later level that it was put off to; known once
    /// <see cref="SetLevels"/> ran.
    /// </summary>
    public int Level { get; private set; }

    /// <param name="level">Before that of all that depend on this one.</param>
    public void Delay(int level) => Level = level;

    /// <summary>Counts levels, each draft once however many ways lead to it.</summary>
    public static void SetLevels(IReadOnlyList<FetchDraft> drafts)
    {
        foreach (var draft in drafts)
        {
            draft.Level = 0;
        }

        var open = new Stack<FetchDraft>();
        var waiting = new HashSet<FetchDraft>();
        foreach (var draft in drafts)
        {
            open.Push(draft);
            while (open.TryPeek(out var next))
            {
                var level = 1 + next.DependsOn.Select(static earlier => earlier.Level).DefaultIfEmpty().Max();
                var missing = next.DependsOn.Where(static earlier => earlier.Level == 0).ToArray();
                if (missing.Length == 0)
                {
                    next.Level = level;
                    open.Pop();
                    continue;
                }

                if (!waiting.Add(next))
                {
                    throw new PlanException($"What {next.Type.Name} needs of its sources needs itself first.");
                }

                Array.ForEach(missing, open.Push);
            }
        }
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
    private readonly Dictionary<(NamedType OnType, string Key), FieldDraft> _byKey = [];
    private readonly List<FieldDraft> _fields = [];

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
        if (_byKey.TryGetValue((onType, selection.Key), out var known))
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
        _byKey.Add((onType, selection.Key), field);
        _fields.Add(field);
        return field;
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
}
