using Gateway.Common.Policies.Identity;
using Microsoft.AspNetCore.Http;

namespace Gateway.Common.Transport;

/// <summary>How a host's callers prove who they are.</summary>
internal interface ICallerAuthenticator
{
    /// <summary><c>WWW-Authenticate</c> of a 401; null where browsers should not ask for anything.</summary>
    string? Challenge { get; }

    ValueTask<AuthenticationResult> AuthenticateAsync(HttpContext context, RequestContext request);
}

/// <summary>Everybody is anonymous: open access.</summary>
internal sealed class OpenAuthenticator : ICallerAuthenticator
{
    public string? Challenge => null;

    public ValueTask<AuthenticationResult> AuthenticateAsync(HttpContext context, RequestContext request) =>
        new(ClientIdentity.Anonymous);
}
