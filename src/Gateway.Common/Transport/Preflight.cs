using Gateway.Common.Policies.Identity;
using Microsoft.AspNetCore.Http;

namespace Gateway.Common.Transport;

/// <summary>Headers that no form can send, and no script of another site without asking first.</summary>
/// <remarks>Source: GraphQL over HTTP, "Security"; the Fetch standard's CORS-preflight.</remarks>
internal static class Preflight
{
    private static readonly string[] Names =
        [AntiForgery.HeaderName, "GraphQL-Require-Preflight", "Apollo-Require-Preflight"];

    public static bool IsProven(IHeaderDictionary headers)
    {
        foreach (var name in Names)
        {
            if (headers.TryGetValue(name, out var values) && values is [{ Length: > 0 }])
            {
                return true;
            }
        }

        return false;
    }
}
