namespace Gateway.Common.Results;

/// <summary>Where the fields of a selection go in rows of one object type.</summary>
/// <param name="Shape">The rows' layout.</param>
/// <param name="Slots">For each of the selection's fields its slot, or -1 where the field does not apply to this
/// type.</param>
internal sealed record RowPlan(Shape Shape, int[] Slots)
{
    /// <summary>The source's name of the type: a root type may have its own.</summary>
    public byte[] NameThere { get; init; } = Shape.Type.Utf8Name;
}
