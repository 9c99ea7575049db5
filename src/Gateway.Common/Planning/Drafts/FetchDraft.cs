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
    public required ObjectType Type { get; init; }

    /// <summary>Null where the source is entered at its root.</summary>
    public Lookup? Lookup { get; init; }

    /// <summary>What has to be sent along with the key, as written in directives.</summary>
    public required IReadOnlyList<FieldSource> Requiring { get; init; }

    /// <summary>Where the rows to fill stand.</summary>
    public required List<Position> Positions { get; init; }

    public required SelectionDraft Selection { get; init; }

    public WantedWhen Wanted { get; } = new();

    public HashSet<FetchDraft> DependsOn { get; } = [];

    public List<LinkDraft> Links { get; } = [];

    /// <summary>The longest chain of fetches that ends with this one.</summary>
    public int Level => DependsOn.Count == 0 ? 1 : 1 + DependsOn.Max(static draft => draft.Level);
}

/// <summary>A linked entity's stub to be made at a position.</summary>
internal sealed record LinkDraft(Position Parents, ObjectType ParentType, Selection Selection, FieldLink Link);

/// <summary>A place in the answer: the root, or a field below another place.</summary>
/// <param name="Parent">Null for the root.</param>
/// <param name="OnType">The type of the rows whose slot is followed.</param>
/// <param name="Key">The slot's key.</param>
internal sealed record Position(Position? Parent, NamedType? OnType, string Key)
{
    public static Position Root { get; } = new(null, null, "");
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
        NamedType onType, FieldSource via, Selection selection, IReadOnlyList<FetchCondition>? conditions)
    {
        if (_byKey.TryGetValue((onType, selection.Key), out var known))
        {
            known.Relax(conditions);
            return known;
        }

        var field = new FieldDraft(onType, via, selection, conditions)
        {
            Child = selection.Children is { } children ? new SelectionDraft(children.Type, Source) : null,
        };
        _byKey.Add((onType, selection.Key), field);
        _fields.Add(field);
        return field;
    }

    /// <summary>Adds all that another draft of the same place asks for.</summary>
    public void Absorb(SelectionDraft other)
    {
        foreach (var field in other._fields)
        {
            var mine = Add(field.OnType, field.Via, field.Selection, field.Conditions);
            if (field.Child is { } child)
            {
                mine.Child!.Absorb(child);
            }
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

    public SelectionDraft? Child { get; init; }

    public void Relax(IReadOnlyList<FetchCondition>? other)
    {
        if (Conditions is not null && (other is null || !other.SequenceEqual(Conditions)))
        {
            Conditions = null;
        }
    }
}
