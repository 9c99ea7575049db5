using static Gateway.Common.Configuration.Binding.SettingType;

namespace Gateway.Common.Configuration.Binding;

/// <summary>Every setting below <c>Gateway</c>, in the order of the documentation.</summary>
internal static class SettingKeys
{
    public static IReadOnlyList<SettingKey> All { get; } =
    [
        new("Access", Choice, "Guarded", "Guarded, Open",
            "Who is served; Open serves anonymously and without client limits, in Development only."),
        new("Supergraph:File", SettingType.Path, "", "",
            "A ready supergraph SDL with join directives, in place of composed sources: those with a Contract are not used."),
        .. Sources(),
        new("Operations", SettingType.Path, "operations", "",
            "Folder of trusted documents, one operation in each *.graphql file."),
        new("FreeForm", Flag, "true in Open, and for Web in Development", "",
            "Whether clients may send documents of their own; never for Mobile and Partner while Guarded."),
        new("Introspection", Flag, "true in Development", "", "Whether __schema and __type are answered."),
        new("StatusProfile", Choice, "Stable", "Stable, Draft",
            "Stable answers 200 and 400, Draft 294 and 422 as the newest GraphQL over HTTP draft has it."),
        new("Deadline", Duration, "10s", "100ms to 5m", "Time of one request, all its calls included."),
        .. Identity("Identity", "Bearer tokens (Mobile)"),
        new("Identity:Audience", Text, "", "", "What the token's aud must hold; required for Mobile."),
        new("Identity:TokenBytesMax", Number, "8192", "512 to 8192", "Longest token."),
        new("Identity:LifetimeMax", Duration, "24h", "1m to 7d", "Longest time from iat to exp."),
        new("Identity:RequireAccessTokenType", Flag, "false", "", "Asks for typ at+jwt (RFC 9068)."),
        .. Session(),
        .. ApiKeys(),
        new("RateLimit:Permits", Number, "600", "1 to 1000000000", "Requests that come back to a client per window."),
        new("RateLimit:Window", Duration, "1m", "1s to 1d", "The window."),
        new("RateLimit:Burst", Number, "as Permits", "1 to 1000000000",
            "Requests that an idle client may send at once."),
        new("RateLimit:FailurePermits", Number, "600", "1 to 1000000000",
            "Requests without a good credential that come back to an address per window."),
        new("RateLimit:PartitionsMax", Number, "100000", "16 to 10000000", "Clients and addresses counted apart."),
        new("Cache:BytesMax", Number, "67108864", "65536 to 17179869184", "Bytes of all stored answers."),
        new("Cache:EntriesMax", Number, "20000", "1 to 10000000", "Stored answers."),
        new("Cache:EntryBytesMax", Number, "1048576", "1024 to BytesMax", "Largest stored answer."),
        new("Cache:LifetimeMax", Duration, "1h", "1s to 7d", "Longest lifetime whatever an answer says."),
        .. Limits(),
        new("Proxy:{name}:Path", Text, "", "",
            "A route that is passed through, such as /v1/products/{id}/image; GET and HEAD."),
        new("Proxy:{name}:Source", Text, "", "", "Name of the source that answers it."),
        new("Proxy:{name}:Target", Text, "", "", "The path at the source, with the route's parameters."),
    ];

    private static SettingKey[] Sources() =>
    [
        new("Sources:{name}:Kind", Choice, "", "GraphQL, OpenApi, Wsdl, Protobuf",
            "The contract's kind; required unless a supergraph file is given."),
        new("Sources:{name}:Contract", SettingType.Path, "", "",
            "The contract: JSON, YAML, WSDL, descriptor set or SDL; required unless a supergraph file is given."),
        new("Sources:{name}:Overlay", SettingType.Path, "", "",
            "A GraphQL document that renames, hides, links and adds."),
        new("Sources:{name}:Url", Address, "", "", "The source's address; required unless a supergraph file names it."),
        new("Sources:{name}:ForwardHeaders", Texts, "none", "",
            "Headers of the client's request that are sent along; Authorization is the session's token on Web."),
        new("Sources:{name}:ResponseBytesMax", Number, "16777216", "1024 to 1073741824",
            "Bytes of one answer after decompression."),
        new("Sources:{name}:Timeout", Duration, "3s", "10ms to 5m", "Short for Resilience:TryTimeout."),
        new("Sources:{name}:Resilience:TryTimeout", Duration, "3s", "10ms to 5m",
            "Longest time of one try, queueing included."),
        new("Sources:{name}:Resilience:Retry:TriesMax", Number, "2", "1 to 5",
            "Tries of one idempotent call, the first included."),
        new("Sources:{name}:Resilience:Retry:BackoffFirst", Duration, "25ms", "1ms to 10s",
            "Upper end of the first random wait."),
        new("Sources:{name}:Resilience:Retry:BackoffMax", Duration, "500ms", "BackoffFirst to 1m",
            "Upper end of any wait."),
        new("Sources:{name}:Resilience:Retry:BudgetRatio", Ratio, "0.1", "0 to 1",
            "Retries earned per call, over all calls of the source."),
        new("Sources:{name}:Resilience:Retry:BudgetMax", Number, "10", "1 to 1000",
            "Retries that a quiet source may save up."),
        new("Sources:{name}:Resilience:Breaker:FailureRatio", Ratio, "0.5", "0.01 to 1",
            "Share of failures that opens the breaker."),
        new("Sources:{name}:Resilience:Breaker:CallsMin", Number, "20", "2 to 100000",
            "Calls below which the ratio says nothing."),
        new("Sources:{name}:Resilience:Breaker:Window", Duration, "10s", "1s to 10m", "Sliding window of the ratio."),
        new("Sources:{name}:Resilience:Breaker:OpenFor", Duration, "5s", "100ms to 10m",
            "Time without calls after opening."),
        new("Sources:{name}:Resilience:Breaker:Probes", Number, "2", "1 to 100",
            "Calls that must succeed to close again."),
        new("Sources:{name}:Resilience:Concurrency:CallsMax", Number, "512", "1 to 100000", "Calls in flight."),
        new("Sources:{name}:Resilience:Concurrency:QueueMax", Number, "1024", "0 to 100000",
            "Calls waiting for a place."),
    ];

    private static SettingKey[] Identity(string section, string what) =>
    [
        new($"{section}:Authority", Text, "", "",
            $"{what}: the issuer's address, https but for loopback in Development."),
        new($"{section}:Issuer", Text, "as Authority", "", "The exact iss."),
        new($"{section}:RequireHttpsMetadata", Flag, "true; false in Development", "",
            "May be false only in Development and for a loopback authority."),
        new($"{section}:ClockSkew", Duration, "30s", "0s to 60s", "Difference of clocks let pass."),
        new($"{section}:Algorithms", Texts, "RS256, PS256, ES256", "asymmetric ones", "Accepted signatures."),
    ];

    private static SettingKey[] Session() =>
    [
        .. Identity("Session", "Logins of browsers (Web)"),
        new("Session:ClientId", Text, "", "", "This host at the issuer; required for Web."),
        new("Session:ClientSecret", Text, "", "", "Its secret, from a secret store; required for Web."),
        new("Session:Scopes", Texts, "openid, profile, offline_access", "", "Asked for at login; must hold openid."),
        new("Session:PublicOrigin", Text, "the first https address of urls", "",
            "This host's origin as browsers see it."),
        new("Session:CallbackPath", Text, "/bff/callback", "", "Where the issuer sends the browser back to."),
        new("Session:LoggedOutPath", Text, "/", "", "Where the browser goes after logout."),
        new("Session:LoginTimeout", Duration, "10m", "1m to 60m", "Time a user has to log in."),
        new("Session:PendingLoginsMax", Number, "10000", "16 to 1000000", "Begun logins held."),
        new("Session:AbsoluteLifetime", Duration, "8h", "1m to 7d", "Longest life from login."),
        new("Session:SlidingLifetime", Duration, "30m", "1m to AbsoluteLifetime", "Longest time without a request."),
        new("Session:SessionsMax", Number, "100000", "1 to 10000000", "Sessions held."),
        new("Session:RefreshBefore", Duration, "30s", "0s to 5m",
            "Time before the access token's end at which it is renewed."),
    ];

    private static SettingKey[] ApiKeys() =>
    [
        new("ApiKeys:Header", Text, "X-Api-Key", "", "The header that carries the key."),
        new("ApiKeys:Pepper", Text, "", "32 bytes or more",
            "Secret key of the stored hashes, from a secret store; required for Partner."),
        new("ApiKeys:Keys:{n}:Id", Text, "", "8 to 32 of a-z, 0-9", "The key's public part."),
        new("ApiKeys:Keys:{n}:Hash", Text, "", "", "HMAC-SHA256 of secret and id under the pepper, in base64url."),
        new("ApiKeys:Keys:{n}:Client", Text, "", "", "The client that the key stands for."),
        new("ApiKeys:Keys:{n}:Scopes", Texts, "none", "", "Granted scopes."),
        new("ApiKeys:Keys:{n}:Claims:{name}", Texts, "none", "", "Further claims."),
        new("ApiKeys:Keys:{n}:NotAfter", Time, "never", "", "When the key ends."),
    ];

    private static SettingKey[] Limits() =>
    [
        new("Limits:BodyBytesMax", Number, "262144", "1024 to 67108864",
            "Bytes of a request's body, before and after decompression."),
        new("Limits:TokensMax", Number, "2000", "10 to 1000000", "Lexical tokens of a document."),
        new("Limits:NestingMax", Number, "100", "5 to 1000", "Nesting of brackets in a document."),
        new("Limits:DepthMax", Number, "10; 20 with introspection", "1 to 1000", "Fields nested in each other."),
        new("Limits:AliasesMax", Number, "20", "0 to 100000", "Fields with an alias."),
        new("Limits:RootFieldsMax", Number, "15", "1 to 100000", "Fields of the root type."),
        new("Limits:DirectivesMax", Number, "50", "0 to 100000", "Directives in all."),
        new("Limits:DirectivesPerLocationMax", Number, "4", "0 to 1000", "Directives in one place."),
        new("Limits:FieldsMax", Number, "5000", "1 to 1000000", "Fields after fragments are opened."),
        new("Limits:ErrorsMax", Number, "5", "1 to 1000", "Errors reported."),
        new("Limits:VariablesBytesMax", Number, "65536", "2 to 67108864", "Bytes of the variables."),
        new("Limits:VariablesDepthMax", Number, "20", "1 to 64", "Nesting of one variable's value."),
    ];
}
