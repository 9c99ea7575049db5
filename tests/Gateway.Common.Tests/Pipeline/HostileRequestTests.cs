using Gateway.Common.Configuration;
using Gateway.Common.Pipeline;
using Gateway.Testing;

namespace Gateway.Common.Tests.Pipeline;

/// <summary>Requests made to cost more than they should: refused with their code, within a bound of memory.</summary>
public sealed class HostileRequestTests
{
    /// <summary>A hundred errors, which is what open access reports.</summary>
    private const int AnswerBytesMax = 64 * 1024;

    public static TheoryData<int, string> Cases
    {
        get
        {
            var cases = new TheoryData<int, string>();
            for (var index = 0; index < HostileDocuments.All.Count; index++)
            {
                cases.Add(index, HostileDocuments.All[index].Name);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_hostile_request_is_refused_within_its_bounds(int index, string name)
    {
        var hostile = HostileDocuments.All[index];
        using var gateway = new LimitGateway(
            hostile.IsOpen ? LimitsOptions.Open : LimitsOptions.For(isOpen: false, introspection: false),
            introspection: hostile.IsOpen,
            sdl: HostileDocuments.Sdl);
        var request = LimitGateway.Request(hostile.Document, hostile.Variables);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var sent = gateway.Gateway.SendAsync(request);

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(sent.IsCompleted);
        using var reply = await sent;
        Assert.Equal((ReplyKind.Refused, hostile.Code), (reply.Kind, reply.Code));
        Assert.True(allocated < HostileDocuments.AllocatedBytesMax, $"{name}: {allocated} bytes");
        Assert.True(reply.Body.Length < AnswerBytesMax, $"{name}: answered {reply.Body.Length} bytes");
        Assert.Empty(gateway.Gateway["s"].Calls);
    }
}
