namespace Gateway.Common.Policies.Identity;

/// <summary>A session's tokens: kept on the server, never sent to the browser.</summary>
/// <param name="AccessToken">For backends.</param>
/// <param name="RefreshToken">Null where the issuer gave none.</param>
/// <param name="IdToken">The hint for the issuer's logout.</param>
/// <param name="ExpiresAt">When the access token ends.</param>
internal sealed record SessionTokens(
    string AccessToken, string? RefreshToken, string IdToken, DateTimeOffset ExpiresAt);

/// <summary>
/// How a refresh ended: new tokens, or a failure; <paramref name="IsFinal"/> when the issuer said no.
/// </summary>
internal readonly record struct RefreshOutcome(SessionTokens? Tokens, bool IsFinal);

/// <summary>A logged-in browser.</summary>
internal sealed class Session(ClientIdentity identity, SessionTokens tokens, DateTimeOffset createdAt)
{
    private readonly Lock _gate = new();
    private SessionTokens _tokens = tokens;
    private Task<RefreshOutcome>? _refreshing;
    private long _lastSeenTicks = createdAt.UtcTicks;
    private long _refreshNotBeforeTicks;

    public ClientIdentity Identity => identity;

    public DateTimeOffset CreatedAt => createdAt;

    /// <summary>Asked for by the logout link, so that no foreign page can log a user out.</summary>
    public string LogoutId { get; } = CredentialHash.NewSecret();

    public SessionTokens Tokens => Volatile.Read(ref _tokens);

    public DateTimeOffset LastSeen => new(Interlocked.Read(ref _lastSeenTicks), TimeSpan.Zero);

    /// <summary>After a refresh that failed: until then the old tokens serve, if they are still good.</summary>
    public DateTimeOffset RefreshNotBefore
    {
        get => new(Interlocked.Read(ref _refreshNotBeforeTicks), TimeSpan.Zero);
        set => Interlocked.Exchange(ref _refreshNotBeforeTicks, value.UtcTicks);
    }

    public void Touch(DateTimeOffset now) => Interlocked.Exchange(ref _lastSeenTicks, now.UtcTicks);

    /// <summary>Renews the tokens once for all who ask with the same old ones.</summary>
    /// <remarks>
    /// A refresh token may be good for one use only, so two refreshes never run at once and none runs with a token that
    /// was already replaced. The refresh goes on when the caller that began it gives up, since its answer may hold the
    /// only token that is still good.
    /// </remarks>
    /// <param name="seen">The tokens that the caller found too old.</param>
    /// <param name="refresh">Asks the issuer; never throws.</param>
    /// <param name="cancellationToken">The caller's: ends its wait, not the refresh.</param>
    public Task<RefreshOutcome> RefreshAsync(
        SessionTokens seen, Func<SessionTokens, Task<RefreshOutcome>> refresh, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_tokens, seen))
            {
                return Task.FromResult(new RefreshOutcome(_tokens, IsFinal: false));
            }

            _refreshing ??= Task.Run(() => RunAsync(seen, refresh), CancellationToken.None);
            return _refreshing.WaitAsync(cancellationToken);
        }
    }

    private async Task<RefreshOutcome> RunAsync(SessionTokens seen, Func<SessionTokens, Task<RefreshOutcome>> refresh)
    {
        RefreshOutcome outcome = default;
        try
        {
            outcome = await refresh(seen).ConfigureAwait(false);
            return outcome;
        }
        finally
        {
            lock (_gate)
            {
                if (outcome.Tokens is not null)
                {
                    Volatile.Write(ref _tokens, outcome.Tokens);
                }

                _refreshing = null;
            }
        }
    }
}
