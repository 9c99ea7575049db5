using System.Text.Json.Nodes;
using Shop.Identity;

namespace Shop;

/// <summary>The identity provider: OAuth 2 and OpenID Connect for two users and three clients.</summary>
/// <remarks>
/// Users: alice (customer c1) and bob (c2), password <c>name-password</c>. Clients: <c>web</c> (secret
/// <c>web-secret</c>), <c>mobile</c> (public), both code flow with PKCE; <c>partner-acme</c> (secret
/// <c>partner-secret</c>), client credentials. Known to all, so never more than a sample.
/// </remarks>
public sealed class IdentityBackend : IAsyncDisposable
{
    private readonly IReadOnlyList<OAuthClient> _clients;
    private readonly Jwt _jwt = new();
    private readonly TimeProvider _time;
    private readonly TokenIssuer _tokens;
    private readonly RefreshStore _refreshes;

    private IdentityBackend(IdentityOptions options)
    {
        _time = options.Backend.Time;
        _clients = OAuthClient.All(options);
        _tokens = new TokenIssuer(_jwt, _time, () => Issuer);
        _refreshes = new RefreshStore(_time);
    }

    /// <summary>Told what the token endpoint answers: tests look for it where it must not be.</summary>
    internal event Action<JsonObject>? Issued;

    /// <summary>Url, counts and faults of the provider.</summary>
    public Backend Backend { get; private set; } = null!;

    /// <summary>The <c>iss</c> of all tokens, without a slash at the end.</summary>
    public string Issuer => Backend.Url.GetLeftPart(UriPartial.Authority);

    public static async Task<IdentityBackend> StartAsync(IdentityOptions options)
    {
        var identity = new IdentityBackend(options);
        identity.Backend = await Backend.StartAsync("identity", options.Backend, configure: null, (app, backend) =>
        {
            identity.Backend = backend;
            identity.Map(app);
        });
        return identity;
    }

    /// <summary>An access token as a client of a user would hold it, or one that is wrong on purpose.</summary>
    /// <param name="clientId"><c>web</c>, <c>mobile</c> or <c>partner-acme</c>; decides the audience.</param>
    /// <param name="username"><c>alice</c>, <c>bob</c>, or null for the client's own token.</param>
    /// <param name="forgery">What to make wrong.</param>
    /// <exception cref="ArgumentException">There is no such client or user.</exception>
    public string IssueToken(string clientId = "mobile", string? username = "alice", TokenForgery? forgery = null)
    {
        OAuthClient client = _clients.FirstOrDefault(known => known.Id == clientId)
            ?? throw new ArgumentException($"There is no client '{clientId}'.", nameof(clientId));
        ShopUser? user = ShopUser.Find(username);
        if (user is null && username is not null)
            throw new ArgumentException($"There is no user '{username}'.", nameof(username));
        string scope = user is null ? "shop" : string.Join(' ', OAuthClient.Scopes);
        return _tokens.AccessToken(new Grant(client, user, scope, _time.GetUtcNow()), forgery);
    }

    public async ValueTask DisposeAsync()
    {
        await Backend.DisposeAsync();
        _jwt.Dispose();
    }

    private void Map(WebApplication app)
    {
        var codes = new CodeStore(_time);
        var authorize = new AuthorizeEndpoint(_clients, codes, _time, () => Issuer);
        var token = new TokenEndpoint(_clients, codes, _refreshes, _tokens, _time);
        token.Issued += answer => Issued?.Invoke(answer);
        var logout = new LogoutEndpoint(_clients, _refreshes, _tokens);
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(Discovery.Document(Issuer)));
        app.MapGet("/jwks", () => Results.Json(new JsonObject { ["keys"] = new JsonArray(_jwt.PublicKey()) }));
        app.MapGet("/authorize", authorize.Show);
        app.MapPost("/authorize", authorize.LogInAsync);
        app.MapPost("/token", token.AnswerAsync);
        app.MapMethods("/userinfo", ["GET", "POST"], (HttpRequest request) =>
            UserInfoEndpoint.Answer(request, _tokens));
        app.MapMethods("/logout", ["GET", "POST"], logout.AnswerAsync);
        app.MapPost("/dev/token", (HttpRequest request) => IssueWithoutLoginAsync(request, token));
    }

    // DEVELOPMENT ONLY: no password is asked for. It is what the printed requests of the sample use in place of a
    // browser; nothing like it belongs into a provider that guards anything.
    private static async Task<IResult> IssueWithoutLoginAsync(HttpRequest request, TokenEndpoint token)
    {
        try
        {
            Parameters form = await Parameters.OfFormAsync(request);
            return ShopUser.Find(form.Require("username")) is { } user
                ? Results.Json(token.IssueWithoutLogin(user))
                : throw OAuthException.InvalidRequest("There is no such user: try alice or bob.");
        }
        catch (OAuthException error)
        {
            var body = new JsonObject { ["error"] = error.Error, ["error_description"] = error.Message };
            return Results.Json(body, statusCode: error.Status);
        }
    }
}
