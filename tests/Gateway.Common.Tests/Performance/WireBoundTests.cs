using Gateway.Common.Tests.Transport;

namespace Gateway.Common.Tests.Performance;

/// <summary>
/// What a warm request allocates from one socket to the other: server, guard, pipeline, call and answer.
/// </summary>
[Collection(nameof(AloneInProcess))]
public sealed class WireBoundTests
{
#if DEBUG
    /// <summary>Measured at 5.0 KB: in a Debug build the state of each async method is an object of its own.</summary>
    private const int RequestBytesMax = 5_400;
#else
    /// <summary>
    /// Measured at 2.4 KB; a host of its own, which runs requests where their bytes arrive, is under 2
    /// (bench/run federation).
    /// </summary>
    private const int RequestBytesMax = 2_700;
#endif

    private const int WarmRequests = 2000;
    private const int Batches = 10;
    private const int RequestsPerBatch = 200;

    [Fact]
    public async Task A_request_of_one_fetch_keeps_its_bound()
    {
        using var subgraph = new CannedSubgraph("""{"data":{"hello":"world"}}""");
        await using var host = await OpenHost.StartOverAsync(
            "type Query { hello: String }", ("Sources:a:Url", subgraph.Address.AbsoluteUri));
        using var client = new WireClient(host.Client.BaseAddress!, """{"query":"{ hello }"}""");

        client.Send(WarmRequests);
        var least = long.MaxValue;
        for (var batch = 0; batch < Batches; batch++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            client.Send(RequestsPerBatch);
            least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / RequestsPerBatch);
        }

        Assert.EndsWith("""{"data":{"hello":"world"}}""", client.LastAnswer, StringComparison.Ordinal);
        Assert.InRange(least, 1, RequestBytesMax);
    }
}

/// <summary>Nothing else runs in the process meanwhile: it counts for all.</summary>
[CollectionDefinition(nameof(AloneInProcess), DisableParallelization = true)]
public sealed class AloneInProcess;
