using Gateway.Common.Policies.Identity;
using Microsoft.AspNetCore.Http;

namespace Gateway.Common.Transport;

/// <summary>API keys in a header.</summary>
internal sealed class ApiKeyAuthenticator(ApiKeyStore keys, string header) : ICallerAuthenticator
{
    private static readonly AuthenticationFailure Repeated =
        new(AuthenticationCodes.ApiKeyInvalid, "More than one key.");

    public string Challenge { get; } = $"ApiKey header=\"{header}\"";

    public ValueTask<AuthenticationResult> AuthenticateAsync(HttpContext context, RequestContext request)
    {
        var values = context.Request.Headers[header];
        return new(values.Count > 1 ? Repeated : keys.Verify(values.Count == 0 ? null : values[0]));
    }
}
