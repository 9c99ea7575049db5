using Gateway.Common.Schema;

namespace Gateway.Common.Validation.Cost;

/// <summary>How many items a list may have: what its slicing arguments say, or what is assumed.</summary>
/// <param name="assumed">Where no slicing argument has a value.</param>
/// <param name="known">The largest size that a literal gives; null where none does.</param>
/// <param name="sliced">Sizes that variables give.</param>
internal sealed class ListSize(double assumed, double? known, VariableSize[] sliced)
{
    /// <summary>A list's own size times that of the lists in it.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>The size where no variable changes it; else null.</summary>
    public double? Constant => sliced.Length == 0 ? Factor * (known ?? assumed) : null;

    public double Evaluate(VariableValues variables)
    {
        var size = known;
        foreach (var slice in sliced)
        {
            if (slice.Evaluate(variables) is { } given)
            {
                size = Math.Max(size ?? 0, given);
            }
        }

        return Factor * (size ?? assumed);
    }

    /// <summary>The same size for a list of lists.</summary>
    public ListSize Nested(double factor) =>
        factor == 1 ? this : new ListSize(assumed, known, sliced) { Factor = Factor * factor };
}
