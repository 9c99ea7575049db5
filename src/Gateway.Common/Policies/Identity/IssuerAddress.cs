using System.Diagnostics.CodeAnalysis;
using Gateway.Common.Primitives;

namespace Gateway.Common.Policies.Identity;

/// <summary>Which addresses an issuer and its endpoints may have.</summary>
internal static class IssuerAddress
{
    public static IReadOnlyList<SettingProblem> Validate(
        string path, string authority, bool requiresHttps, bool isDevelopment)
    {
        if (!Uri.TryCreate(authority, UriKind.Absolute, out var address)
            || address.Query.Length > 0
            || address.Fragment.Length > 0
            || address.UserInfo.Length > 0)
        {
            return [new SettingProblem(path, "Not an absolute address without query.",
                "Set the issuer's https address.")];
        }

        if (!requiresHttps && !(isDevelopment && address.IsLoopback))
        {
            return
            [
                new SettingProblem(
                    path, "Https can be waived only in Development and for a loopback issuer.",
                    "Set RequireHttpsMetadata: true."),
            ];
        }

        return IsAllowed(authority, requiresHttps, out _)
            ? []
            : [new SettingProblem(path, "The issuer's address is not https.", "Use https.")];
    }

    /// <summary>True for https, and for plain http on loopback where https was waived.</summary>
    public static bool IsAllowed(string? address, bool requiresHttps, [NotNullWhen(true)] out Uri? uri) =>
        Uri.TryCreate(address, UriKind.Absolute, out uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (!requiresHttps && uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
