using Gateway.Common.Pipeline;

namespace Gateway.Common.Tests.Endpoints;

/// <summary>Answers every request as a test says.</summary>
internal sealed class StubStage(Func<GatewayRequest, GatewayReply> answer) : RequestStage
{
    public override string Name => "stub";

    public static RequestPipeline PipelineOf(Func<GatewayRequest, GatewayReply> answer)
    {
        var snapshot = new GatewaySnapshot(
            null!, new Dictionary<string, Gateway.Common.Sources.Source>(), TrustedDocuments.None, null!);
        return new RequestPipeline([new StubStage(answer)], () => snapshot);
    }

    public override ValueTask<GatewayReply?> RunAsync(RequestState state, CancellationToken cancellationToken) =>
        new(answer(state.Request));
}
