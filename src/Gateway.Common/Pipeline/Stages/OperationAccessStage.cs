using Gateway.Common.Policies.Authorization;

namespace Gateway.Common.Pipeline.Stages;

/// <summary>Checks what the operation's fields and types ask of the caller.</summary>
internal sealed class OperationAccessStage(
    bool allowsAnonymous, IReadOnlyDictionary<string, AccessPolicyOptions> policies) : RequestStage
{
    public override string Name => "operation access";

    public override ValueTask<GatewayReply?> RunAsync(RequestState state, CancellationToken cancellationToken)
    {
        // An open host has no identities: fields that need a claim fail by themselves, scopes have nobody to hold them.
        var code = allowsAnonymous && !state.Request.Caller.IsAuthenticated
            ? null
            : state.Operation!.Access.Check(state.Request.Caller, policies);
        return new(code switch
        {
            null => null,
            RequestErrorCodes.Unauthenticated => GatewayReply.Refused(
                RequestError.Of(code, 401, "This operation needs an authenticated caller.")),
            _ => GatewayReply.Refused(
                RequestError.Of(code, 403, "The caller lacks a scope or policy that this operation needs.")),
        });
    }
}
