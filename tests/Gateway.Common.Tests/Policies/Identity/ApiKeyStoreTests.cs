using System.Text;
using Gateway.Common.Policies.Identity;
using Gateway.Testing;

namespace Gateway.Common.Tests.Policies.Identity;

public sealed class ApiKeyStoreTests
{
    private static readonly ApiKeyOptions Options = new() { Pepper = new string('p', 32) };
    private static readonly ApiKeyEntryOptions Template = new() { Client = "acme", Scopes = ["invoices:read"] };

    private readonly ManualTimeProvider _time = new();
    private readonly ApiKeyStore _store;

    public ApiKeyStoreTests() => _store = new ApiKeyStore(Options, _time);

    [Fact]
    public void A_made_key_lets_its_client_in_and_only_its_hash_is_stored()
    {
        var (key, entry) = _store.Create(Template);
        Assert.Matches("^bff_[a-z0-9]{16}_[A-Za-z0-9_-]{43}_[0-9a-f]{8}$", key);
        Assert.DoesNotContain(entry.Hash, key, StringComparison.Ordinal);
        Assert.Equal("API_KEY_INVALID", Code(key));

        _store.Replace([entry]);
        var identity = _store.Verify(key).Identity!;
        Assert.Equal(("acme", "acme", "ApiKey"), (identity.Subject, identity.ClientId, identity.Scheme));
        Assert.Contains("invoices:read", identity.Scopes);
        Assert.Empty((Options with { Keys = [entry] }).Validate("k"));
    }

    [Fact]
    public void Every_tampered_character_is_refused()
    {
        var (key, entry) = _store.Create(Template);
        _store.Replace([entry]);
        for (var i = 0; i < key.Length; i++)
        {
            foreach (var c in "A0a_-.\u00e9")
            {
                if (key[i] != c)
                {
                    Assert.Equal("API_KEY_INVALID", Code(new StringBuilder(key) { [i] = c }.ToString()));
                }
            }
        }

        Assert.NotNull(_store.Verify(key).Identity);
    }

    [Theory]
    [InlineData("", "API_KEY_MISSING")]
    [InlineData("x", "API_KEY_INVALID")]
    [InlineData("bff_", "API_KEY_INVALID")]
    [InlineData("bff____", "API_KEY_INVALID")]
    [InlineData("Bearer x", "API_KEY_INVALID")]
    public void What_is_no_key_is_refused(string key, string code) => Assert.Equal(code, Code(key));

    [Fact]
    public void Longer_and_shorter_texts_around_a_key_are_refused()
    {
        var (key, entry) = _store.Create(Template);
        _store.Replace([entry]);
        Assert.All(
            [key + "0", " " + key, key + " ", key[..^1], key[1..],
             key + key, new string('a', 1 << 20), key.ToUpperInvariant()],
            wrong => Assert.Equal("API_KEY_INVALID", Code(wrong)));
    }

    [Fact]
    public void A_valid_secret_under_another_id_is_refused()
    {
        var (key, entry) = _store.Create(Template);
        Span<byte> secret = stackalloc byte[ApiKeyFormat.SecretBytes];
        Assert.True(ApiKeyFormat.TryRead(key, out _, secret));
        var stolen = entry with { Id = "otherclient", Client = "victim" };
        _store.Replace([entry, stolen]);
        Assert.Equal("API_KEY_INVALID", Code(ApiKeyFormat.Write("otherclient", secret)));
    }

    [Fact]
    public void Several_keys_of_a_client_work_until_one_is_revoked()
    {
        var (first, firstEntry) = _store.Create(Template);
        var (second, secondEntry) = _store.Create(Template);
        _store.Replace([firstEntry, secondEntry]);
        Assert.Equal(_store.Verify(first).Identity!.PartitionKey, _store.Verify(second).Identity!.PartitionKey);

        _store.Replace([secondEntry]);
        Assert.Equal("API_KEY_INVALID", Code(first));
        Assert.NotNull(_store.Verify(second).Identity);
    }

    [Fact]
    public void A_key_ends_at_its_time()
    {
        var (key, entry) = _store.Create(Template with { NotAfter = _time.GetUtcNow() + TimeSpan.FromHours(1) });
        _store.Replace([entry]);
        _time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        Assert.NotNull(_store.Verify(key).Identity);
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("API_KEY_EXPIRED", Code(key));
    }

    [Fact]
    public void Another_pepper_makes_all_stored_hashes_worthless()
    {
        var (key, entry) = _store.Create(Template);
        var other = new ApiKeyStore(Options with { Pepper = new string('q', 32), Keys = [entry] }, _time);
        Assert.Equal("API_KEY_INVALID", other.Verify(key).Failure!.Code);
    }

    [Fact]
    public void A_check_allocates_nothing()
    {
        var (key, entry) = _store.Create(Template);
        _store.Replace([entry]);
        _store.Verify(key);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            _store.Verify(key);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("?api_key=x", true)]
    [InlineData("?a=1&API-KEY=x", true)]
    [InlineData("?%61pi_key=x", true)]
    [InlineData("?%2561pi_key=x", true)]
    [InlineData("?x-api-key", true)]
    [InlineData("?a=1;access_token=x", true)]
    [InlineData("?q=bff_abcdefgh12345678_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA_00000000", true)]
    [InlineData("?q=%62ff_abcdefgh12345678_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA_00000000", true)]
    [InlineData("?q=bff_gateway", false)]
    [InlineData("?status=open&page=2", false)]
    [InlineData("?q=keyboard", false)]
    [InlineData("", false)]
    [InlineData("?", false)]
    public void A_key_in_the_query_string_is_refused(string query, bool refused) =>
        Assert.Equal(refused ? "API_KEY_IN_URL" : null, CredentialInUrl.Check(query)?.Code);

    [Fact]
    public void Unsafe_options_are_refused_with_their_path_and_without_the_pepper()
    {
        var options = new ApiKeyOptions
        {
            Header = "X Key",
            Pepper = "short-canary",
            Keys = [new() { Id = "UPPER", Hash = "x" },
                    new() { Id = "UPPER", Client = "c", Hash = new string('A', 43) }],
        };
        var problems = options.Validate("k");
        Assert.Equal(
            ["k:Pepper", "k:Header", "k:Keys:0:Id", "k:Keys:0:Hash", "k:Keys:0:Client", "k:Keys:1:Id", "k:Keys:1:Id"],
            problems.Select(problem => problem.Path));
        Assert.DoesNotContain(problems, p => p.Message.Contains("canary", StringComparison.Ordinal));
    }

    private string? Code(string key) => _store.Verify(key).Failure?.Code;
}
