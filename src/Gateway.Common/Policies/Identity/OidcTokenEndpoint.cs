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

/// <summary>Exchanges codes and refresh tokens for tokens, as a confidential client.</summary>
/// <remarks>Source: RFC 6749 §4.1.3, §5.1, §5.2, §6; client_secret_basic of §2.3.1; RFC 7636 §4.5.</remarks>
internal sealed class OidcTokenEndpoint(
    OidcOptions options, IssuerMetadataSource issuer, HttpMessageInvoker http, TimeProvider time)
{
    public const int BodyBytesMax = 64 * 1024;

    public static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LifetimeMax = TimeSpan.FromDays(1);

    public Task<(TokenResponse? Tokens, TokenRefusal? Refusal)> ExchangeAsync(
        string code, string verifier, CancellationToken cancellationToken) =>
        PostAsync(
            [
                new("grant_type", "authorization_code"),
                new("code", code),
                new("redirect_uri", options.RedirectUri),
                new("code_verifier", verifier),
            ],
            cancellationToken);

    public Task<(TokenResponse? Tokens, TokenRefusal? Refusal)> RefreshAsync(
        string refreshToken, CancellationToken cancellationToken) =>
        PostAsync([new("grant_type", "refresh_token"), new("refresh_token", refreshToken)], cancellationToken);

    private async Task<(TokenResponse? Tokens, TokenRefusal? Refusal)> PostAsync(
        KeyValuePair<string, string>[] form, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(CallTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var metadata = await issuer.GetAsync(linked.Token).ConfigureAwait(false);
            using var request = new HttpRequestMessage(HttpMethod.Post, metadata.TokenEndpoint)
            {
                Content = new FormUrlEncodedContent(form),
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", BasicCredentials());
            request.Headers.Accept.ParseAdd("application/json");
            using var response = await http.SendAsync(request, linked.Token).ConfigureAwait(false);
            var body = await BoundedBody.ReadAsync(response.Content, BodyBytesMax, linked.Token).ConfigureAwait(false);
            return Read((int)response.StatusCode, body);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException
            or IssuerUnavailableException or InvalidOperationException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return (null, new TokenRefusal("unreachable", IsFinal: false));
        }
    }

    private static (TokenResponse? Tokens, TokenRefusal? Refusal) Read(int status, byte[] body)
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

    /// <summary>Both parts are form-encoded before they are joined: RFC 6749 §2.3.1.</summary>
    private string BasicCredentials() => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        $"{Uri.EscapeDataString(options.ClientId)}:{Uri.EscapeDataString(options.ClientSecret)}"));
}
