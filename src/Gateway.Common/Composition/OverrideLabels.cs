using System.Globalization;

namespace Gateway.Common.Composition;

/// <summary>The labels of progressive overrides.</summary>
/// <remarks>Source: Apollo Federation 2.7 <c>@override(label:)</c>.</remarks>
internal static class OverrideLabels
{
    /// <summary>Different shares between none and all that the sources of one supergraph may ask for.</summary>
    public const int SharesMax = 16;

    private const string Start = "percent(";

    /// <summary>Whether the label asks for a share of the callers, well written or not.</summary>
    public static bool AsksForShare(string label) =>
        label.StartsWith(Start, StringComparison.Ordinal) && label.EndsWith(')');

    /// <summary>The share of <c>percent(x)</c>, from 0 to 100; null for other labels.</summary>
    public static decimal? ShareOf(string label) =>
        AsksForShare(label)
        && decimal.TryParse(
            label[Start.Length..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
        && share is >= 0 and <= 100
            ? share
            : null;

    /// <summary>Shares of some callers but not all, ascending, each once.</summary>
    public static IReadOnlyList<decimal> SharesOf(Supergraph supergraph) => supergraph.OverrideLabels.Count == 0
        ? Array.Empty<decimal>()
        : [.. supergraph.OverrideLabels.Select(ShareOf).OfType<decimal>().Where(share => share is > 0 and < 100)
            .Distinct().Order()];
}
