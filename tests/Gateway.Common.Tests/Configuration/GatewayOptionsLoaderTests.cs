using Gateway.Common.Configuration;
using Microsoft.Extensions.Configuration;

namespace Gateway.Common.Tests.Configuration;

public sealed class GatewayOptionsLoaderTests : IDisposable
{
    private readonly SettingsFixture _settings = new();

    /// <summary>Profile, key, wrong value, and the path that the problem names if it is another one.</summary>
    public static TheoryData<HostProfile, string, string, string?> Mutations { get; } = new()
    {
        { HostProfile.Mobile, "Acces", "Open", null },
        { HostProfile.Mobile, "Access", "Open", null },
        { HostProfile.Mobile, "Access", "Closed", null },
        { HostProfile.Mobile, "Access", "1", null },
        { HostProfile.Mobile, "Access", "Guarded,Open", null },
        { HostProfile.Mobile, "Access:Mode", "Open", "Gateway:Access" },
        { HostProfile.Mobile, "Supergraph", "supergraph.graphql", null },
        { HostProfile.Mobile, "Supergraph:File", "absent.graphql", null },
        { HostProfile.Mobile, "Supergraph:Files", "absent.graphql", null },
        { HostProfile.Mobile, "Sources", "catalog", null },
        { HostProfile.Mobile, "Sources:catalog", "http://localhost", null },
        { HostProfile.Mobile, "Sources:catalog:Kind", "Rest", null },
        { HostProfile.Mobile, "Sources:catalog:Kind", "", null },
        { HostProfile.Mobile, "Sources:catalog:Contract", "absent.json", null },
        { HostProfile.Mobile, "Sources:catalog:Contract", "", null },
        { HostProfile.Mobile, "Sources:catalog:Overlay", "absent.graphql", null },
        { HostProfile.Mobile, "Sources:catalog:Url", "", null },
        { HostProfile.Mobile, "Sources:catalog:Url", "localhost:5001", null },
        { HostProfile.Mobile, "Sources:catalog:Url", "ftp://localhost", null },
        { HostProfile.Mobile, "Sources:catalog:Url", "file:///etc/passwd", null },
        { HostProfile.Mobile, "Sources:catalog:Url", "http://user:secret@localhost", null },
        { HostProfile.Mobile, "Sources:catalog:Url", "http://localhost?a=b", null },
        { HostProfile.Mobile, "Sources:catalog:Uri", "http://localhost", null },
        { HostProfile.Mobile, "Sources:catalog:ForwardHeaders", "Authorization", null },
        { HostProfile.Mobile, "Sources:catalog:ForwardHeaders:0", "Cookie", null },
        { HostProfile.Mobile, "Sources:catalog:ForwardHeaders:0", "host", null },
        { HostProfile.Mobile, "Sources:catalog:ForwardHeaders:0", "X\r\nY", null },
        { HostProfile.Mobile, "Sources:catalog:ForwardHeaders:first", "X-A", null },
        { HostProfile.Mobile, "Sources:catalog:Headers:Authorization", "Bearer x", null },
        { HostProfile.Mobile, "Sources:catalog:Headers:Host", "x", null },
        { HostProfile.Mobile, "Sources:catalog:Headers:X-A", "a\nb", null },
        { HostProfile.Mobile, "Sources:catalog:Credentials:Kind", "Digest", null },
        { HostProfile.Mobile, "Sources:catalog:Credentials:Kind", "Basic", "Gateway:Sources:catalog:Credentials:Username" },
        { HostProfile.Mobile, "Sources:catalog:Credentials:Kind", "ApiKey", "Gateway:Sources:catalog:Credentials:Key" },
        { HostProfile.Mobile, "Sources:catalog:Credentials:TokenEndpoint", "http://id.example/token", null },
        { HostProfile.Mobile, "Sources:catalog:Credentials:Header", "X Key", null },
        { HostProfile.Mobile, "Sources:catalog:Tls:Authorities", "absent.pem", null },
        { HostProfile.Mobile, "Policies:0:ScopesAll:0", "a", "Gateway:Policies:0:Name" },
        { HostProfile.Mobile, "Policies:first:Name", "a", "Gateway:Policies:first" },
        { HostProfile.Mobile, "Policies:0:AllowAnonymous", "true", null },
        { HostProfile.Mobile, "Sources:catalog:RevalidationBytesMax", "-1", null },
        { HostProfile.Mobile, "Sources:catalog:Problems", "true", null },
        { HostProfile.Mobile, "Sources:catalog:Problems", "Hidden", null },
        { HostProfile.Mobile, "Sources:catalog:Timeout", "3", null },
        { HostProfile.Mobile, "Sources:catalog:Timeout", "1ms", "Gateway:Sources:catalog:Resilience:TryTimeout" },
        { HostProfile.Mobile, "Sources:catalog:Timeout", "-1s", null },
        { HostProfile.Mobile, "Sources:catalog:ResponseBytesMax", "1", null },
        { HostProfile.Mobile, "Sources:catalog:ResponseBytesMax", "99999999999", null },
        { HostProfile.Mobile, "Sources:catalog:ResponseBytesMax", "16 MiB", null },
        { HostProfile.Mobile, "Sources:catalog:Resilience:Retry:TriesMax", "6", null },
        { HostProfile.Mobile, "Sources:catalog:Resilience:Retry:TriesMax", "two", null },
        { HostProfile.Mobile, "Sources:catalog:Resilience:Retry:BudgetRatio", "NaN", null },
        { HostProfile.Mobile, "Sources:catalog:Resilience:Retry:BudgetRatio", "2", null },
        { HostProfile.Mobile, "Sources:catalog:Resilience:Breaker:Probes", "0", null },
        { HostProfile.Mobile, "Sources:catalog:Resilience:Concurrency:CallsMax", "0", null },
        { HostProfile.Mobile, "Sources:catalog:Resilience:Breakers:Probes", "1", "Gateway:Sources:catalog:Resilience:Breakers" },
        { HostProfile.Mobile, "Sources:1catalog:Url", "http://localhost", "Gateway:Sources:1catalog" },
        { HostProfile.Mobile, "Operations", "absent", null },
        { HostProfile.Mobile, "FreeForm", "true", null },
        { HostProfile.Partner, "FreeForm", "true", null },
        { HostProfile.Mobile, "FreeForm", "yes", null },
        { HostProfile.Mobile, "Introspection", "on", null },
        { HostProfile.Mobile, "StatusProfile", "Newest", null },
        { HostProfile.Mobile, "OperationCache:EntriesMax", "1", null },
        { HostProfile.Mobile, "OperationCache:BytesMax", "1000", null },
        { HostProfile.Mobile, "PersistedQueries:Enabled", "true", null },
        { HostProfile.Web, "PersistedQueries:Enabled", "true", null },
        { HostProfile.Mobile, "PersistedQueries:EntriesMax", "0", null },
        { HostProfile.Mobile, "PersistedQueries:BytesMax", "1", null },
        { HostProfile.Mobile, "PersistedQueries:RegistrationsMax", "0", null },
        { HostProfile.Mobile, "PersistedQueries:Window", "2d", null },
        { HostProfile.Mobile, "Batching:RequestsMax", "101", null },
        { HostProfile.Mobile, "Batching:RequestsMax", "-1", null },
        { HostProfile.Mobile, "Decompression:RatioMax", "1", null },
        { HostProfile.Mobile, "Uploads:FilesMax", "0", null },
        { HostProfile.Mobile, "Uploads:FileBytesMax", "1", null },
        { HostProfile.Mobile, "Uploads:BytesMax", "1", null },
        { HostProfile.Mobile, "Uploads:PlacesMax", "1001", null },
        { HostProfile.Mobile, "Compression:Level", "5", null },
        { HostProfile.Mobile, "Compression:BytesMin", "1", null },
        { HostProfile.Mobile, "Cors:Origins:0", "*", null },
        { HostProfile.Mobile, "Cors:Origins:0", "https://*.example", null },
        { HostProfile.Mobile, "Cors:Origins:0", "https://app.example/", null },
        { HostProfile.Mobile, "Cors:Origins:0", "https://APP.example", null },
        { HostProfile.Mobile, "Cors:Origins:0", "null", null },
        { HostProfile.Mobile, "Cors:MaxAge", "2d", null },
        { HostProfile.Partner, "Cors:Origins:0", "https://app.example", "Gateway:Cors:Origins" },
        { HostProfile.Mobile, "Deadline", "1ms", null },
        { HostProfile.Mobile, "Deadline", "1h", null },
        { HostProfile.Mobile, "Deadline", "10", null },
        { HostProfile.Mobile, "Identity:Authority", "", null },
        { HostProfile.Mobile, "Identity:Authority", "http://id.example", null },
        { HostProfile.Mobile, "Identity:Audience", "", null },
        { HostProfile.Mobile, "Identity:Algorithms:0", "HS256", "Gateway:Identity:Algorithms" },
        { HostProfile.Mobile, "Identity:Algorithms:0", "none", "Gateway:Identity:Algorithms" },
        { HostProfile.Mobile, "Identity:ClockSkew", "2m", null },
        { HostProfile.Mobile, "Identity:TokenBytesMax", "1000000", null },
        { HostProfile.Mobile, "Identity:Audiences:0", "shop", "Gateway:Identity:Audiences" },
        { HostProfile.Web, "Session:ClientId", "", null },
        { HostProfile.Web, "Session:ClientSecret", "", null },
        { HostProfile.Web, "Session:PublicOrigin", "http://shop.example", null },
        { HostProfile.Web, "Session:PublicOrigin", "https://shop.example/", null },
        { HostProfile.Web, "Session:CallbackPath", "//evil.example", null },
        { HostProfile.Web, "Session:LoggedOutPath", "https://evil.example", null },
        { HostProfile.Web, "Session:Scopes:0", "profile", "Gateway:Session:Scopes" },
        { HostProfile.Web, "Session:AbsoluteLifetime", "365d", null },
        { HostProfile.Web, "Session:SlidingLifetime", "9h", null },
        { HostProfile.Web, "Session:SessionsMax", "0", null },
        { HostProfile.Web, "Session:CookieName", "sid", null },
        { HostProfile.Partner, "ApiKeys:Pepper", "short", null },
        { HostProfile.Partner, "ApiKeys:Header", "X Key", null },
        { HostProfile.Partner, "ApiKeys:Keys:0:Id", "A", null },
        { HostProfile.Partner, "ApiKeys:Keys:0:Hash", "plain text", null },
        { HostProfile.Partner, "ApiKeys:Keys:0:NotAfter", "tomorrow", null },
        { HostProfile.Partner, "ApiKeys:Keys:zero:Id", "abcdefgh", "Gateway:ApiKeys:Keys:zero" },
        { HostProfile.Partner, "ApiKeys:Keys:0:Key", "bff_abc", null },
        { HostProfile.Mobile, "RateLimit:Permits", "0", null },
        { HostProfile.Mobile, "RateLimit:Permits", "-5", null },
        { HostProfile.Mobile, "RateLimit:Window", "60", null },
        { HostProfile.Mobile, "RateLimit:Enabled", "false", null },
        { HostProfile.Mobile, "Cache:BytesMax", "1", null },
        { HostProfile.Mobile, "Cache:LifetimeMax", "30d", null },
        { HostProfile.Mobile, "Limits:BodyBytesMax", "0", null },
        { HostProfile.Mobile, "Limits:DepthMax", "0", null },
        { HostProfile.Mobile, "Limits:TokensMax", "1e9", null },
        { HostProfile.Mobile, "Limits:VariablesDepthMax", "65", null },
        { HostProfile.Mobile, "Limits:Depth", "10", null },
        { HostProfile.Mobile, "Proxy:image:Path", "v1/{id}", null },
        { HostProfile.Mobile, "Proxy:image:Path", "/v1/../{id}", null },
        { HostProfile.Mobile, "Proxy:image:Target", "/images/{other}", null },
        { HostProfile.Mobile, "Proxy:image:Source", "absent", null },
    };

    [Theory]
    [MemberData(nameof(Mutations))]
    public void A_wrong_setting_is_refused_with_its_path(HostProfile profile, string key, string value, string? path)
    {
        var (options, problems) = _settings.Load(profile, isDevelopment: false, ($"Gateway:{key}", value));

        Assert.Null(options);
        Assert.Contains(problems, problem => problem.Path == (path ?? $"Gateway:{key}"));
        Assert.All(problems, problem => Assert.NotEmpty(problem.Fix));
    }

    [Theory]
    [InlineData(HostProfile.Web)]
    [InlineData(HostProfile.Mobile)]
    [InlineData(HostProfile.Partner)]
    public void Complete_settings_are_bound(HostProfile profile)
    {
        var (options, problems) = _settings.Load(profile, isDevelopment: false);

        Assert.Empty(problems);
        var source = Assert.Single(options!.Sources);
        Assert.Equal(
            ("catalog", ContractKind.OpenApi, Path.Combine(_settings.Folder, "catalog.json")),
            (source.Name, source.Kind, source.Contract));
        Assert.Equal((false, false, false), (options.IsOpen, options.FreeForm, options.Introspection));
    }

    [Fact]
    public void The_nearest_known_key_is_named()
    {
        var (_, problems) = _settings.Load(HostProfile.Mobile, false, ("Gateway:Sources:catalog:Resilence:TryTimeout", "1s"));

        var problem = Assert.Single(problems);
        Assert.Equal(("Gateway:Sources:catalog:Resilence", "Did you mean Resilience?"), (problem.Path, problem.Fix));
    }

    [Fact]
    public void Every_problem_is_found_at_once()
    {
        var (_, problems) = _settings.Load(
            HostProfile.Mobile, false, ("Gateway:Deadline", "x"), ("Gateway:Depth", "1"), ("Gateway:FreeForm", "x"));

        Assert.Equal(
            ["Gateway:Deadline", "Gateway:Depth", "Gateway:FreeForm"], problems.Select(problem => problem.Path));
    }

    [Fact]
    public void Open_access_in_development_takes_any_document_without_any_credential()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Gateway:Access"] = "open",
            ["Gateway:Supergraph:File"] = Path.Combine(_settings.Folder, "catalog.json"),
        }).Build();

        var (options, problems) = GatewayOptionsLoader.Load(configuration, HostProfile.Mobile, true, _settings.Folder);

        Assert.Empty(problems);
        Assert.Equal((true, true, true), (options!.IsOpen, options.FreeForm, options.Introspection));
        Assert.Equal(LimitsOptions.Open, options.Limits);
    }

    [Fact]
    public void A_web_host_takes_issuer_and_origin_from_its_surroundings()
    {
        var (options, problems) = _settings.Load(
            HostProfile.Web,
            isDevelopment: true,
            ("Gateway:Identity:Authority", "http://localhost:5100"),
            ("Gateway:Session:PublicOrigin", null),
            ("urls", "http://localhost:5000;https://localhost:5443"));

        Assert.Empty(problems);
        Assert.Equal(
            ("http://localhost:5100", "https://localhost:5443", false),
            (options!.Login.Authority, options.Login.PublicOrigin, options.Login.RequireHttpsMetadata));
    }

    [Fact]
    public void Values_are_never_shown()
    {
        var (_, problems) = _settings.Load(
            HostProfile.Web, false, ("Gateway:Deadline", "hunter2"), ("Gateway:Sources:catalog:Url", "x://u:hunter2@h"));

        Assert.DoesNotContain(problems, problem => $"{problem}".Contains("hunter2", StringComparison.Ordinal));
    }

    public void Dispose() => _settings.Dispose();
}
