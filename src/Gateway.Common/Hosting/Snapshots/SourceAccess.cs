using Gateway.Common.Composition;
using Gateway.Common.Policies.Identity;
using Gateway.Common.Primitives;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Soap;

namespace Gateway.Common.Hosting.Snapshots;

/// <summary>How a source is reached: as settings say, at the address that they or the supergraph name.</summary>
/// <remarks>What settings refuse for an address of their own is refused for one of the supergraph's too.</remarks>
internal static class SourceAccess
{
    public const string UrlMissing = "SOURCE_URL_MISSING";
    public const string Unsafe = "SOURCE_ACCESS_UNSAFE";
    public const string Unknown = "SOURCE_UNKNOWN";

    private const int NamesToldMax = 8;

    /// <summary>Stands for an address that nobody named; a snapshot with it is never served.</summary>
    public static Uri Nowhere { get; } = new("http://invalid.");

    /// <param name="schema">The source.</param>
    /// <param name="source">Its settings; null for none.</param>
    /// <param name="diagnostics">Receives why it is not to be reached.</param>
    public static SourceTransportOptions Of(
        SourceSchema schema, SourceSettings? source, List<SnapshotDiagnostic> diagnostics)
    {
        var options = source?.Transport ?? new SourceTransportOptions { Name = schema.Name, Address = Nowhere };
        if ((source?.Address ?? AddressOf(schema.Url)) is not { } address)
        {
            diagnostics.Add(new SnapshotDiagnostic(
                true,
                UrlMissing,
                $"'{schema.Url}' is no http(s) address; set Gateway:Sources:{schema.Name}:Url.",
                Source: schema.Name));
            return options;
        }

        foreach (var problem in ProblemsOf(schema.Name, options, source?.Soap, address))
        {
            diagnostics.Add(new SnapshotDiagnostic(
                true, Unsafe, GatewayApplication.LineOf(problem), Source: schema.Name));
        }

        return options with { Address = address };
    }

    /// <summary>Settings of a source that is not there are a slip of the pen, and would have no effect.</summary>
    public static void CheckNames(
        IReadOnlyList<SourceSettings> sources, Supergraph supergraph, List<SnapshotDiagnostic> diagnostics)
    {
        var names = supergraph.Sources.Select(static source => source.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            if (!source.IsPassThrough && !names.Contains(source.Name))
            {
                var known = string.Join(", ", names.Order(StringComparer.Ordinal).Take(NamesToldMax));
                diagnostics.Add(new SnapshotDiagnostic(
                    true,
                    Unknown,
                    $"Gateway:Sources:{source.Name}: The supergraph has no such source. (It has {known}"
                        + $"{(names.Count > NamesToldMax ? ", …" : "")}.)",
                    Source: source.Name));
            }
        }
    }

    private static IEnumerable<SettingProblem> ProblemsOf(
        string name, SourceTransportOptions options, SoapOptions? soap, Uri address)
    {
        var path = $"Gateway:Sources:{name}";
        var problems = options.Credentials.Validate($"{path}:Credentials", address);
        return soap is { Username: not null, PasswordKind: SoapPasswordKind.Text }
            && !SourceCredentialOptions.IsGuarded(address)
            ? problems.Append(new SettingProblem(
                $"{path}:Soap:PasswordType", "A password as it is over http.", "Use https, or Digest."))
            : problems;
    }

    private static Uri? AddressOf(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;
}
