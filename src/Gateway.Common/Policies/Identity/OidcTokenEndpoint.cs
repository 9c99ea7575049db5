using System.Text.Json;

namespace Gateway.Common.Policies.Identity;

/// <summary>Exchanges codes and refresh tokens for tokens, as a confidential client.</summary>
/// <remarks>Source: RFC 6749 §4.1.3, §5.1, §5.2, §6; client_secret_basic of §2.3.1; RFC 7636 §4.5.</remarks>
internal sealed class OidcTokenEndpoint(
    OidcOptions options, IssuerMetadataSource issuer, HttpMessageInvoker http, TimeProvider time)
{
    public const int BodyBytesMax = 64 * 1024;

    public static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

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
            request.Headers.Authorization = TokenAnswer.Basic(options.ClientId, options.ClientSecret);
            request.Headers.Accept.ParseAdd("application/json");
            using var response = await http.SendAsync(request, linked.Token).ConfigureAwait(false);
            var body = await BoundedBody.ReadAsync(response.Content, BodyBytesMax, linked.Token).ConfigureAwait(false);
            return TokenAnswer.Read((int)response.StatusCode, body);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException
            or IssuerUnavailableException or InvalidOperationException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return (null, new TokenRefusal("unreachable", IsFinal: false));
        }
    }
}
