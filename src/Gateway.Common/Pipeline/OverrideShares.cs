using Gateway.Common.Composition;

namespace Gateway.Common.Pipeline;

/// <summary>Which callers the labels <c>percent(x)</c> of progressive overrides take along.</summary>
/// <remarks>
/// A caller stands at one place between 0 and 100, the same in every process, and a share takes all below it: who is in
/// a share of 5 stays in it when it grows to 20. So shares part callers into one group more than there are shares, each
/// with plans of its own. Source: Apollo Federation 2.7.
/// </remarks>
/// <param name="shares">Ascending; see <see cref="OverrideLabels.SharesOf"/>.</param>
internal sealed class OverrideShares(IReadOnlyList<decimal> shares)
{
    private const ulong HashStart = 14_695_981_039_346_656_037;
    private const ulong HashStep = 1_099_511_628_211;
    private const ulong HashMix = 0xff51_afd7_ed55_8ccd;
    private const int PlaceBits = 53;

    public static OverrideShares None { get; } = new([]);

    /// <summary>How many groups of callers there are.</summary>
    public int Groups => shares.Count + 1;

    /// <summary>The group of the request's caller, or of the request itself where nobody is known.</summary>
    public int GroupOf(GatewayRequest request)
    {
        if (shares.Count == 0)
        {
            return 0;
        }

        var key = request.Caller.IsAuthenticated ? request.Caller.PartitionKey : request.CorrelationId;
        var place = (decimal)PlaceOf(key);
        var group = 0;
        while (group < shares.Count && shares[group] <= place)
        {
            group++;
        }

        return group;
    }

    /// <summary>The supergraph as it is for one group of callers.</summary>
    /// <param name="supergraph">With labels undecided.</param>
    /// <param name="named">Labels without a share that are on.</param>
    /// <param name="group">From 0, whom all shares take along, to one less than <see cref="Groups"/>.</param>
    public Supergraph Decide(Supergraph supergraph, IReadOnlySet<string> named, int group) =>
        supergraph.WithLabels(label => OverrideLabels.ShareOf(label) is { } share
            ? share == 100 || (share > 0 && (group == 0 || share > shares[group - 1]))
            : named.Contains(label));

    /// <summary>From 0 up to, not including, 100.</summary>
    private static double PlaceOf(string key)
    {
        var hash = HashStart;
        foreach (var letter in key)
        {
            hash = (hash ^ letter) * HashStep;
        }

        hash = (hash ^ (hash >> 33)) * HashMix;
        hash ^= hash >> 33;
        return (hash >> (64 - PlaceBits)) * (100d / (1UL << PlaceBits));
    }
}
