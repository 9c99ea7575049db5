namespace Gateway.Common.Composition.Satisfiability;

/// <summary>What can be had of an object that one source holds, as far as it is known yet.</summary>
internal sealed class Offer
{
    private readonly HashSet<(int Source, bool IsStub)> _entered = [];
    private readonly HashSet<FieldSource> _supplied = [];

    /// <summary>The places for which something was asked of this one.</summary>
    public HashSet<Place> Dependents { get; } = [];

    /// <summary>Whether a call of its own can be made to the source for the object.</summary>
    /// <param name="source">Index of the source.</param>
    /// <param name="isStub">By the key alone, for bound fields.</param>
    public bool IsEntered(int source, bool isStub) => _entered.Contains((source, isStub));

    /// <summary>Whether all can be had that has to be sent along for the field.</summary>
    public bool IsSupplied(FieldSource field) => !Needs.Any(field) || _supplied.Contains(field);

    public bool Enter(int source, bool isStub) => _entered.Add((source, isStub));

    public bool Supply(FieldSource field) => _supplied.Add(field);

    /// <summary>The sources that can be asked, in order.</summary>
    public IEnumerable<int> Entered => _entered.Select(static site => site.Source).Distinct().Order();
}
