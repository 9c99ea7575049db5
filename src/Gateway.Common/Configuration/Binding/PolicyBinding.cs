using Gateway.Common.Policies.Caching;
using Gateway.Common.Policies.Identity;
using Gateway.Common.Policies.RateLimiting;
using Gateway.Common.Policies.Resilience;

namespace Gateway.Common.Configuration.Binding;

/// <summary>Binds the option records of the policies; defaults are the records' own.</summary>
internal static class PolicyBinding
{
    public static JwtOptions Jwt(SettingReader section, bool isDevelopment)
    {
        var defaults = new JwtOptions();
        return defaults with
        {
            Authority = section.Text("Authority", ""),
            Issuer = section.Text("Issuer"),
            Audience = section.Text("Audience", ""),
            RequireHttpsMetadata = section.Flag("RequireHttpsMetadata", RequiresHttps(section, isDevelopment)),
            ClockSkew = section.Duration("ClockSkew", defaults.ClockSkew),
            Algorithms = section.Texts("Algorithms", defaults.Algorithms),
            TokenBytesMax = section.Number("TokenBytesMax", defaults.TokenBytesMax),
            LifetimeMax = section.Duration("LifetimeMax", defaults.LifetimeMax),
            RequireAccessTokenType = section.Flag("RequireAccessTokenType", defaults.RequireAccessTokenType),
        };
    }

    public static OidcOptions Login(SettingReader section, bool isDevelopment, string? authority, string? origin)
    {
        var defaults = new OidcOptions();
        var isOwn = section.Has("Authority");
        return defaults with
        {
            Authority = section.Text("Authority", authority ?? ""),
            Issuer = section.Text("Issuer"),
            ClientId = section.Text("ClientId", ""),
            ClientSecret = section.Text("ClientSecret", ""),
            Scopes = section.Texts("Scopes", defaults.Scopes),
            PublicOrigin = section.Text("PublicOrigin", origin ?? ""),
            CallbackPath = section.Text("CallbackPath", defaults.CallbackPath),
            LoggedOutPath = section.Text("LoggedOutPath", defaults.LoggedOutPath),
            RequireHttpsMetadata = section.Flag(
                "RequireHttpsMetadata",
                isOwn ? RequiresHttps(section, isDevelopment) : !isDevelopment || !IsPlainHttp(authority)),
            ClockSkew = section.Duration("ClockSkew", defaults.ClockSkew),
            Algorithms = section.Texts("Algorithms", defaults.Algorithms),
            LoginTimeout = section.Duration("LoginTimeout", defaults.LoginTimeout),
            PendingLoginsMax = section.Number("PendingLoginsMax", defaults.PendingLoginsMax),
        };
    }

    public static SessionOptions Session(SettingReader section)
    {
        var defaults = new SessionOptions();
        return defaults with
        {
            AbsoluteLifetime = section.Duration("AbsoluteLifetime", defaults.AbsoluteLifetime),
            SlidingLifetime = section.Duration("SlidingLifetime", defaults.SlidingLifetime),
            SessionsMax = section.Number("SessionsMax", defaults.SessionsMax),
            RefreshBefore = section.Duration("RefreshBefore", defaults.RefreshBefore),
        };
    }

    public static ApiKeyOptions ApiKeys(SettingReader section)
    {
        var defaults = new ApiKeyOptions();
        return defaults with
        {
            Header = section.Text("Header", defaults.Header),
            Pepper = section.Text("Pepper", ""),
            Keys = [.. section.Items("Keys").Select(key => new ApiKeyEntryOptions
            {
                Id = key.Text("Id", ""),
                Hash = key.Text("Hash", ""),
                Client = key.Text("Client", ""),
                Scopes = key.Texts("Scopes", []),
                Claims = key.NamedTexts("Claims"),
                NotAfter = key.Time("NotAfter"),
            })],
        };
    }

    public static RateLimitOptions RateLimit(SettingReader section)
    {
        var defaults = new RateLimitOptions();
        return defaults with
        {
            Permits = section.Number("Permits", defaults.Permits),
            Window = section.Duration("Window", defaults.Window),
            Burst = section.Number("Burst"),
            FailurePermits = section.Number("FailurePermits", defaults.FailurePermits),
            PartitionsMax = section.Number("PartitionsMax", defaults.PartitionsMax),
        };
    }

    public static CacheOptions Cache(SettingReader section)
    {
        var defaults = new CacheOptions();
        return defaults with
        {
            BytesMax = section.Number("BytesMax", defaults.BytesMax),
            EntriesMax = section.Number("EntriesMax", defaults.EntriesMax),
            EntryBytesMax = section.Number("EntryBytesMax", defaults.EntryBytesMax),
            LifetimeMax = section.Duration("LifetimeMax", defaults.LifetimeMax),
        };
    }

    public static ResilienceOptions Resilience(SettingReader section, TimeSpan tryTimeout)
    {
        var (retry, breaker, concurrency) = (new RetryOptions(), new BreakerOptions(), new ConcurrencyOptions());
        var (retries, breaks, calls) =
            (section.Section("Retry"), section.Section("Breaker"), section.Section("Concurrency"));
        return new ResilienceOptions
        {
            TryTimeout = section.Duration("TryTimeout", tryTimeout),
            Retry = retry with
            {
                TriesMax = retries.Number("TriesMax", retry.TriesMax),
                BackoffFirst = retries.Duration("BackoffFirst", retry.BackoffFirst),
                BackoffMax = retries.Duration("BackoffMax", retry.BackoffMax),
                BudgetRatio = retries.Ratio("BudgetRatio", retry.BudgetRatio),
                BudgetMax = retries.Number("BudgetMax", retry.BudgetMax),
            },
            Breaker = breaker with
            {
                FailureRatio = breaks.Ratio("FailureRatio", breaker.FailureRatio),
                CallsMin = breaks.Number("CallsMin", breaker.CallsMin),
                Window = breaks.Duration("Window", breaker.Window),
                OpenFor = breaks.Duration("OpenFor", breaker.OpenFor),
                Probes = breaks.Number("Probes", breaker.Probes),
            },
            Concurrency = concurrency with
            {
                CallsMax = calls.Number("CallsMax", concurrency.CallsMax),
                QueueMax = calls.Number("QueueMax", concurrency.QueueMax),
            },
        };
    }

    /// <summary>A plain address in Development is meant; that it is loopback too is checked with the rest.</summary>
    private static bool RequiresHttps(SettingReader section, bool isDevelopment) =>
        !isDevelopment || !IsPlainHttp(section.Text("Authority"));

    private static bool IsPlainHttp(string? address) =>
        address?.StartsWith("http://", StringComparison.OrdinalIgnoreCase) is true;
}
