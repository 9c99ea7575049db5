using Gateway.Common.Configuration.Binding;
using Gateway.Common.Primitives;
using Microsoft.Extensions.Configuration;

namespace Gateway.Common.Configuration;

/// <summary>Settings → options: every unknown key, wrong value and missing file is found in one go.</summary>
internal static class GatewayOptionsLoader
{
    private static readonly SettingTree Known = SettingTree.Of(SettingKeys.All);

    /// <param name="configuration">All of the host's; only <c>Gateway</c> and <c>urls</c> are read.</param>
    /// <param name="profile">Decides defaults and what is required.</param>
    /// <param name="isDevelopment">Whether the environment is Development.</param>
    /// <param name="contentRoot">The host's folder; see <see cref="HostFiles"/>.</param>
    /// <returns>Options, or every problem.</returns>
    public static (GatewayOptions? Options, IReadOnlyList<SettingProblem> Problems) Load(
        IConfiguration configuration, HostProfile profile, bool isDevelopment, string contentRoot)
    {
        var problems = new List<SettingProblem>();
        var section = configuration.GetSection(GatewayOptions.Section);
        Known.Check(section, problems);
        var reader = new SettingReader(section, problems);
        var options = Bind(reader, profile, isDevelopment, new HostFiles(contentRoot), Origin(configuration));
        problems.AddRange(Validate(options));
        return problems.Count == 0 ? (options, []) : (null, Ordered(problems));
    }

    private static GatewayOptions Bind(
        SettingReader gateway, HostProfile profile, bool isDevelopment, HostFiles files, string? origin)
    {
        var isOpen = gateway.Choice("Access", AccessMode.Guarded) == AccessMode.Open;
        var introspection = gateway.Flag("Introspection", isDevelopment);
        var supergraph = Supergraph(gateway, files);
        var hasSupergraph = gateway.Section("Supergraph").Text("File") is not null;
        var sources = SourceBinding.Sources(gateway, hasSupergraph, files);
        if (!hasSupergraph && sources.Count == 0)
        {
            gateway.Refuse("Sources", "Neither sources nor Supergraph:File are set.", "Set one of the two.");
        }

        var identity = PolicyBinding.Jwt(gateway.Section("Identity"), isDevelopment);
        return new GatewayOptions
        {
            Profile = profile,
            IsDevelopment = isDevelopment,
            Access = isOpen ? AccessMode.Open : AccessMode.Guarded,
            SupergraphFile = supergraph,
            Sources = sources,
            Operations = Operations(gateway, files),
            FreeForm = gateway.Flag("FreeForm", isOpen || (isDevelopment && profile == HostProfile.Web)),
            Introspection = introspection,
            StatusProfile = gateway.Choice("StatusProfile", StatusProfile.Stable),
            Deadline = gateway.Duration("Deadline", TimeSpan.FromSeconds(10)),
            Identity = identity,
            Login = PolicyBinding.Login(gateway.Section("Session"), isDevelopment, identity.Authority, origin),
            Session = PolicyBinding.Session(gateway.Section("Session")),
            ApiKeys = PolicyBinding.ApiKeys(gateway.Section("ApiKeys")),
            OverrideLabels = gateway.Texts("OverrideLabels", []),
            Policies = AccessPolicyBinding.Read(gateway),
            RateLimit = PolicyBinding.RateLimit(gateway.Section("RateLimit")),
            Cache = PolicyBinding.Cache(gateway.Section("Cache")),
            Limits = LimitsBinding.Limits(gateway.Section("Limits"), LimitsOptions.For(isOpen, introspection)),
            Proxies = SourceBinding.Proxies(gateway, sources),
            OperationCache = TransportBinding.OperationCache(gateway.Section("OperationCache")),
            PersistedQueries = TransportBinding.PersistedQueries(gateway.Section("PersistedQueries")),
            BatchRequestsMax = gateway.Section("Batching").Number("RequestsMax", 0),
            DecompressionRatioMax = gateway.Section("Decompression").Number("RatioMax", 20),
            Uploads = TransportBinding.Uploads(gateway.Section("Uploads")),
            Compression = TransportBinding.Compression(gateway.Section("Compression")),
            Cors = TransportBinding.Cors(gateway.Section("Cors")),
        };
    }

    private static List<SettingProblem> Validate(GatewayOptions options)
    {
        const string Root = GatewayOptions.Section;
        var problems = new SettingProblems(Root);
        problems.Require(
            !options.IsOpen || options.IsDevelopment, "Access", "Open access is for Development only.",
            "Set Guarded, or run with ASPNETCORE_ENVIRONMENT=Development.");
        problems.Require(
            !options.FreeForm || options.IsOpen || options.Profile == HostProfile.Web, "FreeForm",
            $"The {options.Profile} profile takes no documents from clients.", "Remove it.");
        problems.RequireRange(
            options.Deadline, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5), nameof(options.Deadline));
        problems.RequireRange(options.OverrideLabels.Count, 0, 1_000, nameof(options.OverrideLabels));
        problems.AddRange(options.RateLimit.Validate($"{Root}:RateLimit"));
        problems.AddRange(options.Cache.Validate($"{Root}:Cache"));
        problems.AddRange(options.Limits.Validate($"{Root}:Limits"));
        problems.AddRange(TransportBinding.Validate(options));
        foreach (var source in options.Sources)
        {
            problems.AddRange(source.Resilience.Validate($"{Root}:Sources:{source.Name}:Resilience"));
            problems.AddRange(
                source.Credentials.Validate($"{Root}:Sources:{source.Name}:Credentials", source.Url));
        }

        if (!options.IsOpen)
        {
            problems.AddRange(Credentials(options));
        }

        return [.. problems.All];
    }

    /// <summary>Only what the profile lets callers in by has to be complete.</summary>
    private static IEnumerable<SettingProblem> Credentials(GatewayOptions options) => options.Profile switch
    {
        HostProfile.Mobile => options.Identity.Validate("Gateway:Identity", options.IsDevelopment),
        HostProfile.Partner => options.ApiKeys.Validate("Gateway:ApiKeys"),
        _ => [
            .. options.Login.Validate("Gateway:Session", options.IsDevelopment),
            .. options.Session.Validate("Gateway:Session")],
    };

    private static string? Supergraph(SettingReader gateway, HostFiles files)
    {
        if (gateway.Section("Supergraph").Text("File") is not { } path)
        {
            return null;
        }

        if (files.FindFile(path) is { } found)
        {
            return found;
        }

        gateway.Refuse("Supergraph:File", "The file is not there.", $"Put it at {files.InHost(path)}.");
        return null;
    }

    /// <summary>
    /// The default folder may be absent, one that is asked for may not. Nobody trusts what happens to lie in the
    /// caller's current directory, so the default is the host's own alone.
    /// </summary>
    private static string Operations(SettingReader gateway, HostFiles files)
    {
        const string Default = "operations";
        var path = gateway.Text("Operations");
        if (path is not null && files.FindFolder(path) is null)
        {
            gateway.Refuse("Operations", "The folder is not there.", $"Make {files.InHost(path)}.");
        }

        return (path is null ? null : files.FindFolder(path)) ?? files.InHost(Default);
    }

    /// <summary>The first https address that the host listens on, if it names a host.</summary>
    private static string? Origin(IConfiguration configuration)
    {
        foreach (var url in (configuration["urls"] ?? "").Split(';', StringSplitOptions.TrimEntries))
        {
            if (Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps)
            {
                return address.GetLeftPart(UriPartial.Authority);
            }
        }

        return null;
    }

    /// <summary>By path, each once: two checks may find the same.</summary>
    private static SettingProblem[] Ordered(List<SettingProblem> problems) =>
        [.. problems.Distinct().OrderBy(static problem => problem.Path, StringComparer.Ordinal)];
}
