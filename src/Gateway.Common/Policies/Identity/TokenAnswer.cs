using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Gateway.Common.Policies.Identity;

/// <summary>What a token endpoint gave.</summary>
internal sealed record TokenResponse(
    string AccessToken, string? RefreshToken, string? IdToken, TimeSpan Lifetime, string? Scope);

/// <summary>The token endpoint said no, or could not be asked.</summary>
/// <param name="Error">OAuth's error code, or a word of ours; never a token.</param>
/// <param name="IsFinal">True when asking again with the same grant is of no use.</param>
internal sealed record TokenRefusal(string Error, bool IsFinal);

/// <summary>What goes to and comes from any token endpoint. Source: RFC 6749 §2.3.1, §5.1, §5.2.</summary>
internal static class TokenAnswer
{
    private static readonly TimeSpan LifetimeMax = TimeSpan.FromDays(1);

    public static (TokenResponse? Tokens, TokenRefusal? Refusal) Read(int status, byte[] body)
    {
        const int Ok = 200, ServerErrors = 500, TooMany = 429;
        if (status is >= ServerErrors or TooMany)
        {
            return (null, new TokenRefusal($"status {status}", IsFinal: false));
        }

        using var document = JsonDocument.Parse(body, StrictJson.Options);
        var root = document.RootElement;
        if (status != Ok)
        {
            return (null, new TokenRefusal(StrictJson.String(root, "error") ?? $"status {status}", IsFinal: true));
        }

        var isBearer = string.Equals(
            StrictJson.String(root, "token_type"), "Bearer", StringComparison.OrdinalIgnoreCase);
        if (!isBearer || StrictJson.String(root, "access_token") is not { Length: > 0 } accessToken)
        {
            return (null, new TokenRefusal("no bearer token", IsFinal: true));
        }

        var seconds = root.TryGetProperty("expires_in", out var lifetime) && lifetime.TryGetInt32(out var given)
            ? given
            : 300;
        return (
            new TokenResponse(
                accessToken,
                StrictJson.String(root, "refresh_token"),
                StrictJson.String(root, "id_token"),
                TimeSpan.FromSeconds(Math.Clamp(seconds, 0, LifetimeMax.TotalSeconds)),
                StrictJson.String(root, "scope")),
            null);
    }

    /// <summary>A confidential client's own credentials, both parts form-encoded: RFC 6749 §2.3.1.</summary>
    public static AuthenticationHeaderValue Basic(string clientId, string clientSecret) => new(
        "Basic",
        Convert.ToBase64String(Encoding.UTF8.GetBytes(
            $"{Uri.EscapeDataString(clientId)}:{Uri.EscapeDataString(clientSecret)}")));
}
