using Gateway.Common.Policies.Identity;
using Gateway.Testing;

namespace Gateway.Common.Tests.Policies.Identity;

public sealed class SessionStoreTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void A_session_ends_when_unused_and_at_its_longest_life()
    {
        var store = new SessionStore(new SessionOptions(), _time);
        var (unused, _) = Create(store);
        var (used, _) = Create(store);
        for (var minutes = 0; minutes < 8 * 60; minutes += 20)
        {
            Assert.NotNull(store.Find(used));
            _time.Advance(TimeSpan.FromMinutes(20));
        }

        Assert.Null(store.Find(unused));
        Assert.Null(store.Find(used));
        Assert.Equal(0, store.Count);
    }

    [Fact]
    public void Ids_are_found_only_exactly_and_not_after_revocation()
    {
        var store = new SessionStore(new SessionOptions(), _time);
        var (id, session) = Create(store);
        Assert.Same(session, store.Find(id));
        foreach (var wrong in (string?[])[null, "", id[..^1], id + "A", id.ToUpperInvariant(), session.LogoutId])
        {
            Assert.Null(store.Find(wrong));
        }

        Assert.True(store.Revoke(id));
        Assert.Null(store.Find(id));
        Assert.False(store.Revoke(id));
    }

    [Fact]
    public void Ten_thousand_guesses_and_tampered_ids_find_nothing()
    {
        var store = new SessionStore(new SessionOptions(), _time);
        var (id, _) = Create(store);
        for (var i = 0; i < 10_000; i++)
        {
            Assert.Null(store.Find(CredentialHash.NewSecret()));
            var tampered = id.ToCharArray();
            tampered[i % id.Length] = (char)(tampered[i % id.Length] ^ (1 + (i % 127)));
            Assert.Null(store.Find(tampered));
        }
    }

    [Fact]
    public void A_full_store_lets_the_longest_unused_go()
    {
        var store = new SessionStore(new SessionOptions { SessionsMax = 100 }, _time);
        var ids = new List<string>();
        for (var i = 0; i < 100; i++)
        {
            ids.Add(Create(store).Id);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.NotNull(store.Find(ids[0]));
        Create(store);
        Assert.NotNull(store.Find(ids[0]));
        Assert.Null(store.Find(ids[1]));
        Assert.InRange(store.Count, 1, 100);
    }

    [Fact]
    public void All_sessions_of_a_subject_can_be_ended()
    {
        var store = new SessionStore(new SessionOptions(), _time);
        var (first, _) = Create(store, "alice");
        Create(store, "alice");
        var (other, _) = Create(store, "bob");
        Assert.Equal(2, store.RevokeSubject("alice"));
        Assert.Null(store.Find(first));
        Assert.NotNull(store.Find(other));
    }

    [Fact]
    public void Unsafe_options_are_refused_with_their_path()
    {
        var options = new SessionOptions
        {
            AbsoluteLifetime = TimeSpan.FromDays(30),
            SlidingLifetime = TimeSpan.Zero,
            SessionsMax = 0,
            RefreshBefore = TimeSpan.FromHours(1),
        };
        Assert.Equal(
            ["s:AbsoluteLifetime", "s:SlidingLifetime", "s:SessionsMax", "s:RefreshBefore"],
            options.Validate("s").Select(problem => problem.Path));
        Assert.Empty(new SessionOptions().Validate("s"));
    }

    private (string Id, Session Session) Create(SessionStore store, string subject = "alice") => store.Create(
        new ClientIdentity(
            IdentitySchemes.Session, "i", subject, "web", [], new Dictionary<string, IReadOnlyList<string>>()),
        new SessionTokens("a", "r", "i", _time.GetUtcNow()));
}
