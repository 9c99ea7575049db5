using System.Text;
using Gateway.Common.Policies.Identity;

namespace Gateway.Common.Sources.Credentials;

/// <summary>What every call of a source shows of who calls, where no other call is needed to know it.</summary>
/// <remarks>Fail closed: a call that should carry credentials and has none is not made.</remarks>
internal sealed class SourceCredentials
{
    private const string Authorization = "Authorization";
    private const string Bearer = "Bearer ";
    private const string DefaultKeyHeader = "X-Api-Key";

    private readonly SourceCredentialOptions _options;
    private readonly string _basic = "";
    private readonly string _query = "";

    public SourceCredentials(SourceCredentialOptions options)
    {
        _options = options;
        switch (options.Kind)
        {
            case SourceCredentialOptions.Scheme.Basic:
                var pair = Encoding.UTF8.GetBytes($"{options.Username}:{options.Password}");
                _basic = $"Basic {Convert.ToBase64String(pair)}";
                break;
            case SourceCredentialOptions.Scheme.ApiKey when options.QueryParameter is { } parameter:
                _query = $"{Uri.EscapeDataString(parameter)}={Uri.EscapeDataString(options.Key!)}";
                break;
        }
    }

    /// <summary>The target with a key in its query, where the source takes it there.</summary>
    public string Target(string target) =>
        _query.Length == 0 ? target : $"{target}{(target.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{_query}";

    /// <summary>The header field of a call; no other with its name is sent. Null where there is none.</summary>
    /// <exception cref="SourceException">The caller has no token to pass on.</exception>
    public KeyValuePair<string, string>? FieldOf(FetchContext context) => _options.Kind switch
    {
        SourceCredentialOptions.Scheme.Bearer => new(Authorization, OfCaller(context)),
        SourceCredentialOptions.Scheme.Basic => new(Authorization, _basic),
        SourceCredentialOptions.Scheme.ApiKey when _query.Length == 0 =>
            new(_options.Header ?? DefaultKeyHeader, _options.Key!),
        _ => null,
    };

    private static string OfCaller(FetchContext context) =>
        context.FindHeader(Authorization) is { } value
        && value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? value
            : throw new SourceException(
                "UNAUTHENTICATED",
                "This needs a signed-in caller.",
                "The source takes the caller's token; there is none.");
}
