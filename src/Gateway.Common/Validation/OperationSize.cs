namespace Gateway.Common.Validation;

/// <summary>
/// How large an operation is, fragments opened. Sums stop at <see cref="Ceiling"/> instead of overflowing.
/// </summary>
/// <param name="Depth">Fields nested in each other.</param>
/// <param name="Aliases">Fields with an alias.</param>
/// <param name="RootFields">Fields at the top.</param>
/// <param name="Directives">Directives on all nodes.</param>
/// <param name="DirectivesPerLocation">The most directives on one node.</param>
/// <param name="Fields">Fields in all.</param>
public readonly record struct OperationSize(
    long Depth, long Aliases, long RootFields, long Directives, long DirectivesPerLocation, long Fields)
{
    /// <summary>As good as endless: past every limit that a setting can hold.</summary>
    public const long Ceiling = 1L << 40;

    /// <summary>The size of two things beside each other.</summary>
    internal OperationSize Plus(in OperationSize other) => new(
        Math.Max(Depth, other.Depth),
        Math.Min(Aliases + other.Aliases, Ceiling),
        Math.Min(RootFields + other.RootFields, Ceiling),
        Math.Min(Directives + other.Directives, Ceiling),
        Math.Max(DirectivesPerLocation, other.DirectivesPerLocation),
        Math.Min(Fields + other.Fields, Ceiling));
}
