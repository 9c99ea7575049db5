using System.Text.Json;

namespace Gateway.Common.Policies.Identity;

/// <summary>The gateway's own token for one source: got once for all calls, again before it runs out.</summary>
/// <remarks>
/// Shape: one request on its way at a time; the callers meanwhile wait for it, each with its own cancellation. A token
/// is used until a tenth of its life, at most a minute, is left. A refusal is remembered for <see
/// cref="RefusalPause"/>, so that an endpoint that is down is not asked by every call. Source: RFC 6749 §4.4; RFC 8707.
/// </remarks>
internal sealed class ClientCredentialTokens(
    SourceCredentialOptions options, HttpMessageInvoker http, TimeProvider time)
{
    public const int BodyBytesMax = 64 * 1024;

    public static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan RefusalPause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan SpareMax = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private Held? _held;
    private Task<Held>? _fetching;

    /// <returns>The access token; null with the endpoint's reason, which holds no secret.</returns>
    public async ValueTask<(string? Token, string? Refusal)> GetAsync(CancellationToken cancellationToken)
    {
        Task<Held> fetching;
        lock (_gate)
        {
            if (_held is { } held && held.Until > time.GetUtcNow())
            {
                return (held.Token, held.Refusal);
            }

            fetching = _fetching ??= FetchAsync();
        }

        var fetched = await fetching.WaitAsync(cancellationToken).ConfigureAwait(false);
        return (fetched.Token, fetched.Refusal);
    }

    /// <summary>The source did not take the token: the next call gets another.</summary>
    public void Forget(string token)
    {
        lock (_gate)
        {
            _held = _held?.Token == token ? null : _held;
        }
    }

    private async Task<Held> FetchAsync()
    {
        // Not under the lock.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        Held? held = null;
        try
        {
            return held = Hold(await PostAsync().ConfigureAwait(false));
        }
        finally
        {
            lock (_gate)
            {
                (_held, _fetching) = (held, null);
            }
        }
    }

    private Held Hold((TokenResponse? Tokens, string? Refusal) answer)
    {
        var now = time.GetUtcNow();
        if (answer.Tokens is not { } tokens)
        {
            return new Held(null, answer.Refusal, now + RefusalPause);
        }

        var tenth = tokens.Lifetime / 10;
        return new Held(tokens.AccessToken, null, now + tokens.Lifetime - (tenth < SpareMax ? tenth : SpareMax));
    }

    private async Task<(TokenResponse? Tokens, string? Refusal)> PostAsync()
    {
        using var timeout = new CancellationTokenSource(CallTimeout, time);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, options.TokenEndpoint)
            {
                Content = new FormUrlEncodedContent(Form()),
            };
            request.Headers.Authorization = TokenAnswer.Basic(options.ClientId!, options.ClientSecret!);
            request.Headers.Accept.ParseAdd("application/json");
            using var response = await http.SendAsync(request, timeout.Token).ConfigureAwait(false);
            var body = await BoundedBody.ReadAsync(response.Content, BodyBytesMax, timeout.Token).ConfigureAwait(false);
            var (tokens, refusal) = TokenAnswer.Read((int)response.StatusCode, body);
            return (tokens, refusal?.Error);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException
            or InvalidOperationException or OperationCanceledException)
        {
            return (null, "unreachable");
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Form()
    {
        yield return new("grant_type", "client_credentials");
        if (options.Scope is { } scope)
        {
            yield return new("scope", scope);
        }

        if (options.Resource is { } resource)
        {
            yield return new("resource", resource);
        }
    }

    /// <param name="Until">When it is to be got again.</param>
    private sealed record Held(string? Token, string? Refusal, DateTimeOffset Until)
    {
        /// <summary>Nothing of the token.</summary>
        public override string ToString() => $"Held({Until:O})";
    }
}
