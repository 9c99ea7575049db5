using Gateway.Common.Language;
using Gateway.Common.Results;

namespace Gateway.Common.Planning;

/// <summary>One call of one source: what is asked, for which rows, after which other fetches.</summary>
internal sealed class Fetch
{
    /// <summary>Position in the plan, from 0.</summary>
    public required int Id { get; init; }

    public required string Source { get; init; }

    public required OperationType Operation { get; init; }

    /// <summary>One for most sources; GraphQL sources may answer several in one call.</summary>
    public required IReadOnlyList<FetchPart> Parts { get; init; }

    /// <summary>Stubs of linked entities to make once the fetch is applied, in this order.</summary>
    public LinkPlan[] Links { get; init; } = [];

    /// <summary>Values of objects further up that its entities are given before it starts.</summary>
    public ContextPlan[] Contexts { get; init; } = [];

    /// <summary>
    /// Whether another fetch asks the same source for the same root fields or by the same lookup, so that their calls
    /// can turn out to be alike.
    /// </summary>
    public bool MayRepeat { get; init; }

    /// <summary>Fetches that must have been applied before this one starts.</summary>
    public required IReadOnlyList<int> DependsOn { get; init; }
}

/// <summary>A selection on the source's root type, or on entities that earlier fetches found.</summary>
internal sealed class FetchPart
{
    public required FetchSelection Selection { get; init; }

    /// <summary>Asked for only when all conditions of one alternative hold; empty: always.</summary>
    public FetchCondition[][] Conditions { get; init; } = [];

    /// <summary>How the source gives entities by key; null when the selection is on the root type.</summary>
    public FetchLookup? Lookup { get; init; }

    /// <summary>
    /// The values that a lookup needs of each entity, in the order of <see cref="FetchLookup.Arguments"/>.
    /// </summary>
    public KeyPlan[] Keys { get; init; } = [];

    /// <summary>
    /// How many of the keys, the last ones, are not the lookup's own but values for arguments of fields.
    /// </summary>
    public int RequiredKeys { get; init; }

    /// <summary>Where the rows to fill stand; the root row alone where empty.</summary>
    public TargetPath[] Targets { get; init; } = [];

    /// <summary>
    /// Whether rows with one key get objects of their own: later fetches ask of them at one place what they do not ask
    /// at another.
    /// </summary>
    public bool HasOwnRows { get; init; }

    /// <summary>Why it is asked so; null unless the plan was asked to say.</summary>
    public PartReason? Reason { get; init; }

    /// <summary>Type ids (supergraph) of the rows to fill; others at the same place are left alone.</summary>
    public int[] TargetTypes { get; init; } = [];
}
