namespace Gateway.Common.Policies.Identity;

/// <summary>A login that was begun: what must fit when the browser comes back.</summary>
internal sealed record PendingLogin(
    CredentialHash Cookie, string Nonce, string Verifier, string ReturnUrl, DateTimeOffset EndsAt);

/// <summary>Begun logins by the hash of their state, each good for one return.</summary>
/// <remarks>
/// Bound: <see cref="OidcOptions.PendingLoginsMax"/>. Anybody can begin a login, so a flood of them pushes the oldest
/// out: users would have to begin again, and memory stays flat.
/// </remarks>
internal sealed class PendingLogins(int max, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<CredentialHash, PendingLogin> _logins = [];
    private readonly Queue<CredentialHash> _order = new();

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _logins.Count;
            }
        }
    }

    public void Add(string state, PendingLogin login)
    {
        lock (_gate)
        {
            while (_order.Count >= max)
            {
                _logins.Remove(_order.Dequeue());
            }

            var hash = CredentialHash.Of(state);
            _logins[hash] = login;
            _order.Enqueue(hash);
        }
    }

    /// <summary>Takes a login out; null when unknown, used before, or too old.</summary>
    public PendingLogin? Take(string state)
    {
        lock (_gate)
        {
            return _logins.Remove(CredentialHash.Of(state), out var login) && time.GetUtcNow() < login.EndsAt
                ? login
                : null;
        }
    }
}
