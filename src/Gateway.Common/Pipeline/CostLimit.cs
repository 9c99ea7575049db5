namespace Gateway.Common.Pipeline;

/// <summary>What one request may cost, and whether its estimate is told.</summary>
/// <param name="Max">Past it the request is refused.</param>
/// <param name="Watched">Past it the request is counted; the same as <paramref name="Max"/> where that refuses.</param>
/// <param name="IsShown">Whether answers carry the estimate: in Development.</param>
internal sealed record CostLimit(double Max, double Watched, bool IsShown)
{
    /// <summary>Nothing is refused for its cost.</summary>
    public static CostLimit None { get; } = new(double.MaxValue, double.MaxValue, false);
}
