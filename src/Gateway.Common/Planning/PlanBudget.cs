namespace Gateway.Common.Planning;

/// <summary>How much work the planning of one operation may be.</summary>
/// <remarks>
/// Shape: a unit is one source considered for one field. Until <see cref="SearchMax"/> cheaper plans are searched for;
/// past it the first complete answer of each position is taken. Errors: <see cref="PlanLimitException"/> past
/// <see cref="UnitsMax"/> and <see cref="FieldsMax"/>.
/// </remarks>
internal sealed class PlanBudget
{
    public const int SearchMax = 100_000;
    public const int UnitsMax = 600_000;

    /// <summary>Fields asked of sources, those of every type that an object can be counted apart.</summary>
    public const int FieldsMax = 50_000;

    private int _fields;

    public int Units { get; private set; }

    public bool AllowsSearch => Units < SearchMax;

    public void Spend(int units = 1)
    {
        Units += units;
        if (Units > UnitsMax)
        {
            throw new PlanLimitException(
                "The operation needs too much planning: it selects too many fields of too many types.");
        }
    }

    public void SpendField()
    {
        if (++_fields > FieldsMax)
        {
            throw new PlanLimitException($"An operation may ask {FieldsMax} fields of its sources.");
        }
    }
}
