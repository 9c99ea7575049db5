using Gateway.Common.Language;

namespace Gateway.Common.Validation.Overlap;

/// <summary>Fields that cannot share their response name, with the places on either side.</summary>
/// <remarks>Units: byte offsets.</remarks>
internal sealed record FieldConflict(Name ResponseName, string Reason, List<int> Left, List<int> Right)
{
    /// <summary>The conflict of two fields whose sub-selections conflict.</summary>
    public static FieldConflict Above(FieldNode left, FieldNode right, List<FieldConflict> inner)
    {
        var reasons = inner.Select(
            conflict => $"below them \"{conflict.ResponseName}\" conflict, as {conflict.Reason}");
        return new FieldConflict(
            left.ResponseName,
            string.Join(", and ", reasons),
            [left.Span.Start, .. inner.SelectMany(conflict => conflict.Left)],
            [right.Span.Start, .. inner.SelectMany(conflict => conflict.Right)]);
    }
}
