using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Planning.Selections;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Graph;

/// <summary>Which source answers what of the objects at one position.</summary>
/// <param name="Items">Every selection that could be placed.</param>
/// <param name="Unplaced">What no source can answer from here; null when nothing is left.</param>
/// <param name="Cost">Of this position and all below it, counted from the call that holds the objects.</param>
/// <param name="Turn">What is asked once the objects' types are known; null where they are, or do not matter.</param>
internal sealed record PositionPlan(
    IReadOnlyList<Placement> Items, SelectionGroup? Unplaced, PlanCost Cost, Turn? Turn = null);

/// <summary>
/// A source is asked what the objects at a position are, because the one that holds them has only an interface object.
/// </summary>
/// <param name="Opening">How that source is entered, by the interface's key.</param>
/// <param name="Plan">The rest of the position, counted from that source's answer.</param>
internal sealed record Turn(Opening Opening, PositionPlan Plan);

/// <summary>One selection and the source that answers it.</summary>
internal sealed class Placement
{
    /// <summary>The object type it is asked on, or the abstract type where one question serves all.</summary>
    public required NamedType OnType { get; init; }

    public required Selection Selection { get; init; }

    public required FieldSource Via { get; init; }

    /// <summary>Null where the call that holds the objects answers it too.</summary>
    public Opening? Opening { get; init; }

    /// <summary>Selections of the same object that have to be there first, to be sent along.</summary>
    public IReadOnlyList<Placement> Requirements { get; init; } = [];

    /// <summary>Whether more is sent along for it than the key.</summary>
    public bool NeedsMore => Requirements.Count > 0 || Via.ContextArguments.Count > 0;

    /// <summary>Null for leaf fields.</summary>
    public PositionPlan? Child { get; init; }

    /// <summary>How many calls after the one that holds the objects.</summary>
    public required int Level { get; init; }

    public int Depth => Level + (Child?.Cost.Depth ?? 0);

    /// <summary>0 for none.</summary>
    public static int DeepestOf(IReadOnlyList<Placement> placements)
    {
        var deepest = 0;
        for (var index = 0; index < placements.Count; index++)
        {
            deepest = Math.Max(deepest, placements[index].Depth);
        }

        return deepest;
    }
}

/// <summary>How a source is entered for one object type.</summary>
internal sealed class Opening
{
    public required Site Site { get; init; }

    /// <summary>An interface where objects are entered whose type is not known.</summary>
    public required ComplexType Type { get; init; }

    /// <summary>Null for root types, which need no key.</summary>
    public Lookup? Lookup { get; init; }

    /// <summary>
    /// Each top-level field of the key and who supplies it: an opening, or null for the call that holds the objects.
    /// </summary>
    public IReadOnlyList<(FieldNode Field, Opening? Supplier)> Supplies { get; init; } = [];

    /// <summary>Parts of the key that several sources have to be asked for.</summary>
    public IReadOnlyList<Placement> Gathered { get; init; } = [];

    public required int Level { get; init; }
}
