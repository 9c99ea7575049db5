namespace Gateway.Common.Validation;

/// <summary>How the cost of an operation is estimated where the schema says nothing.</summary>
/// <remarks>
/// Weights without <c>@cost</c>: an object, interface or union 1, a scalar, enum or input 0. Introspection counts one
/// for each object selected, whatever its lists hold: it is answered from memory, within a bound of its own.
/// </remarks>
public sealed record CostOptions
{
    public static CostOptions Default { get; } = new();

    /// <summary>Items of a list whose size nothing tells. Default 10.</summary>
    public int ListSizeAssumed { get; init; } = 10;
}
