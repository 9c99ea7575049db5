using Gateway.Common.Policies.Identity;
using Gateway.Common.Policies.Resilience;

namespace Gateway.Common.Configuration.Binding;

/// <summary>Binds and checks <c>Gateway:Sources</c> and <c>Gateway:Proxy</c>.</summary>
internal static class SourceBinding
{
    public const int SourcesMax = 1_000;
    public const int HeadersMax = 64;

    /// <summary>Credentials for this gateway, and what belongs to one connection.</summary>
    private static readonly string[] NeverForwarded =
    [
        "Connection", "Content-Length", "Content-Type", "Cookie", "Host", "Keep-Alive", "Proxy-Authorization", "TE",
        "Trailer", "Transfer-Encoding", "Upgrade", "X-Api-Key",
    ];

    public static List<SourceOptions> Sources(SettingReader gateway, bool hasSupergraph, HostFiles files)
    {
        var sources = gateway.Items("Sources").Select(source => Source(source, hasSupergraph, files)).ToList();
        foreach (var source in sources.Where(source => !IsName(source.Name)))
        {
            gateway.Refuse(
                $"Sources:{source.Name}",
                "A name has letters, digits, _ and -, the first a letter.",
                "Rename the source.");
        }

        if (sources.Count > SourcesMax)
        {
            gateway.Refuse("Sources", $"More than {SourcesMax} sources.", "Compose them into a supergraph file.");
        }

        return sources;
    }

    public static List<ProxyOptions> Proxies(SettingReader gateway, IReadOnlyList<SourceOptions> sources) =>
        [.. gateway.Items("Proxy").Select(proxy => Proxy(proxy, sources))];

    private static SourceOptions Source(SettingReader section, bool hasSupergraph, HostFiles files)
    {
        var defaults = new ResilienceOptions();
        var resilience = section.Section("Resilience");
        if (section.Has("Timeout") && resilience.Has("TryTimeout"))
        {
            section.Refuse("Timeout", "Resilience:TryTimeout says the same.", "Keep one of the two.");
        }

        var isReflected = section.Text("Contract") == SourceOptions.Reflection;
        var source = new SourceOptions
        {
            Name = section.Key,
            Kind = section.Choice<ContractKind>("Kind"),
            Contract = isReflected ? null : OptionalFile(section, "Contract", files),
            IsReflected = isReflected,
            ContractFolder = OptionalFolder(section, "ContractFolder", files),
            Overlay = OptionalFile(section, "Overlay", files),
            Url = section.Address("Url"),
            ForwardHeaders = Headers(section),
            Headers = SourceAccessBinding.FixedHeaders(section, NeverForwarded),
            Credentials = SourceAccessBinding.Credentials(section),
            Tls = SourceAccessBinding.Tls(section, files),
            RevalidationBytesMax = section.Number("RevalidationBytesMax", 0),
            ResponseBytesMax = section.Number("ResponseBytesMax", 16 << 20),
            BatchesVariables = section.Flag("BatchesVariables", false),
            ShowsProblems = section.Choice("Problems", ProblemWords.Masked) == ProblemWords.Shown,
            Soap = Soap(section),
            CompressesGrpc =
                section.Section("Grpc").Choice("Compression", GrpcCompression.None) == GrpcCompression.Gzip,
            Resilience = PolicyBinding.Resilience(resilience, section.Duration("Timeout", defaults.TryTimeout)),
        };
        if (source.ResponseBytesMax is < SourceOptions.ResponseBytesMin or > SourceOptions.ResponseBytesCeiling)
        {
            section.Refuse("ResponseBytesMax", "Outside 1024 to 1073741824.", "Set a value from 1024 to 1073741824.");
        }

        if (source.RevalidationBytesMax is < 0 or > SourceOptions.ResponseBytesCeiling)
        {
            section.Refuse("RevalidationBytesMax", "Outside 0 to 1073741824.", "Set a value from 0 to 1073741824.");
        }

        if (source.ShowsProblems && source.Kind != ContractKind.OpenApi)
        {
            section.Refuse("Problems", "Only OpenApi sources have problems.", "Remove it, or set Kind to OpenApi.");
        }

        if (isReflected && source.Kind != ContractKind.Protobuf)
        {
            section.Refuse("Contract", "Only gRPC servers tell their contract.", "Name the contract's file.");
        }

        if (!hasSupergraph)
        {
            Require(section, "Kind", "Set GraphQL, OpenApi, Wsdl or Protobuf.");
            Require(section, "Contract", "Name the contract's file.");
            Require(section, "Url", "Set the source's address.");
        }

        return source;
    }

    private static SoapSecurityOptions? Soap(SettingReader source)
    {
        var section = source.Section("Soap");
        if (!section.IsPresent)
        {
            return null;
        }

        var type = section.Text("PasswordType", "Text");
        TimeSpan? lifetime = section.Has("TimestampLifetime") ? section.Duration("TimestampLifetime", default) : null;
        var soap = new SoapSecurityOptions(
            section.Text("Username"), section.Text("Password"), type == "Digest", lifetime);
        if (type is not ("Text" or "Digest"))
        {
            section.Refuse("PasswordType", "Neither Text nor Digest.", "Set Text or Digest.");
        }

        if (soap.Username is null != soap.Password is null)
        {
            section.Refuse("Username", "Username and Password belong together.", "Set both, or neither.");
        }

        if (soap is { Username: not null, SendsDigest: false }
            && source.Address("Url") is { } address && !SourceCredentialOptions.IsGuarded(address))
        {
            section.Refuse("PasswordType", "A password as it is over http.", "Use https, or Digest.");
        }

        if (lifetime is { } set && (set < SoapSecurityOptions.LifetimeMin || set > SoapSecurityOptions.LifetimeMax))
        {
            section.Refuse("TimestampLifetime", "Outside 1s to 1h.", "Set a value from 1s to 1h.");
        }

        return soap;
    }

    private static ProxyOptions Proxy(SettingReader section, IReadOnlyList<SourceOptions> sources)
    {
        var proxy = new ProxyOptions
        {
            Name = section.Key,
            Path = section.Text("Path", ""),
            Source = section.Text("Source", ""),
            Target = section.Text("Target", ""),
        };
        foreach (var (key, value) in new[] { ("Path", proxy.Path), ("Target", proxy.Target) })
        {
            if (!RouteText.IsPath(value))
            {
                section.Refuse(key, "Not a path with parameters in braces.", "Write such as /v1/products/{id}/image.");
            }
        }

        foreach (var parameter in RouteText.Parameters(proxy.Target).Except(RouteText.Parameters(proxy.Path)))
        {
            section.Refuse("Target", $"The path has no parameter {parameter}.", "Use the path's parameters.");
        }

        if (!sources.Any(source => source.Name == proxy.Source && source.Url is not null))
        {
            section.Refuse("Source", "No source with an address has this name.", "Name one of Gateway:Sources.");
        }

        return proxy;
    }

    private static IReadOnlyList<string> Headers(SettingReader section)
    {
        var headers = section.Texts("ForwardHeaders", []);
        for (var i = 0; i < headers.Count; i++)
        {
            var at = $"ForwardHeaders:{i}";
            if (NeverForwarded.Contains(headers[i], StringComparer.OrdinalIgnoreCase))
            {
                section.Refuse(at, "This header is never sent along.", "Remove it.");
            }
            else if (headers[i].Length == 0 || !headers[i].All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            {
                section.Refuse(at, "Not the name of a header.", "Use letters, digits and hyphens.");
            }
        }

        if (headers.Count > HeadersMax)
        {
            section.Refuse("ForwardHeaders", $"More than {HeadersMax} headers.", "Send fewer along.");
        }

        return headers;
    }

    private static string? OptionalFile(SettingReader section, string key, HostFiles files) =>
        Optional(section, key, files, files.FindFile, "file");

    private static string? OptionalFolder(SettingReader section, string key, HostFiles files) =>
        Optional(section, key, files, files.FindFolder, "folder");

    private static string? Optional(
        SettingReader section, string key, HostFiles files, Func<string, string?> find, string what)
    {
        if (section.Text(key) is not { } path)
        {
            return null;
        }

        if (find(path) is { } found)
        {
            return found;
        }

        section.Refuse(key, $"The {what} is not there.", $"Put it at {files.InHost(path)}.");
        return null;
    }

    private static void Require(SettingReader section, string key, string fix)
    {
        if (section.Text(key) is null)
        {
            section.Refuse(key, "Missing.", fix);
        }
    }

    private static bool IsName(string name) =>
        char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}
