using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Planning.Selections;
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
