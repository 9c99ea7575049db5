namespace Gateway.Common.Pipeline.Stages;

/// <summary>Lets only callers with an identity on, unless the host is open.</summary>
internal sealed class AccessStage(bool allowsAnonymous) : RequestStage
{
    private static readonly RequestError Refusal =
        RequestError.Of(RequestErrorCodes.Unauthenticated, 401, "This needs an authenticated caller.");

    public override string Name => "access";

    public override ValueTask<GatewayReply?> RunAsync(RequestState state, CancellationToken cancellationToken) =>
        new(allowsAnonymous || state.Request.Caller.IsAuthenticated ? null : GatewayReply.Refused(Refusal));
}
