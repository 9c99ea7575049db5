using System.Collections.Concurrent;

namespace Gateway.Common.Policies.Identity;

/// <summary>The sessions of this instance, in memory, found by the hash of their id.</summary>
/// <remarks>
/// Bound: <see cref="SessionOptions.SessionsMax"/>; when full, ended sessions go, then the longest unused hundredth.
/// Only a login makes a session, so a flood of cookies adds nothing. Sessions do not outlive the process.
/// </remarks>
internal sealed class SessionStore(SessionOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<CredentialHash, Session> _sessions = new();
    private readonly Lock _adding = new();

    public int Count => _sessions.Count;

    /// <summary>Makes a session under a new id of 256 random bits; the id is for the cookie and not kept.</summary>
    public (string Id, Session Session) Create(ClientIdentity identity, SessionTokens tokens)
    {
        var id = CredentialHash.NewSecret();
        var session = new Session(identity, tokens, time.GetUtcNow());
        lock (_adding)
        {
            if (_sessions.Count >= options.SessionsMax)
            {
                MakeRoom();
            }

            _sessions[CredentialHash.Of(id)] = session;
        }

        return (id, session);
    }

    /// <summary>The live session of a cookie's value, now seen again; null when there is none.</summary>
    public Session? Find(ReadOnlySpan<char> id)
    {
        const int IdLength = 43;
        if (id.Length != IdLength)
        {
            return null;
        }

        var hash = CredentialHash.Of(id);
        if (!_sessions.TryGetValue(hash, out var session))
        {
            return null;
        }

        var now = time.GetUtcNow();
        if (HasEnded(session, now))
        {
            _sessions.TryRemove(hash, out _);
            return null;
        }

        session.Touch(now);
        return session;
    }

    /// <summary>Ends a session at once; false when there was none.</summary>
    public bool Revoke(ReadOnlySpan<char> id) => _sessions.TryRemove(CredentialHash.Of(id), out _);

    /// <summary>Ends every session of a subject, however many browsers it uses; says how many.</summary>
    public int RevokeSubject(string subject) => RemoveWhere(session => session.Identity.Subject == subject);

    private bool HasEnded(Session session, DateTimeOffset now) =>
        now - session.CreatedAt >= options.AbsoluteLifetime || now - session.LastSeen >= options.SlidingLifetime;

    private void MakeRoom()
    {
        var now = time.GetUtcNow();
        if (RemoveWhere(session => HasEnded(session, now)) > 0)
        {
            return;
        }

        var leaving = (options.SessionsMax / 100) + 1;
        foreach (var (hash, _) in _sessions.OrderBy(pair => pair.Value.LastSeen).Take(leaving).ToList())
        {
            _sessions.TryRemove(hash, out _);
        }
    }

    private int RemoveWhere(Predicate<Session> matches)
    {
        var removed = 0;
        foreach (var (hash, session) in _sessions)
        {
            if (matches(session) && _sessions.TryRemove(hash, out _))
            {
                removed++;
            }
        }

        return removed;
    }
}
