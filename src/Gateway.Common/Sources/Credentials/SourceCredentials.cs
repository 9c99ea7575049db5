using System.Net.Http.Headers;
using System.Text;
using Gateway.Common.Policies.Identity;
using Gateway.Common.Policies.Resilience;

namespace Gateway.Common.Sources.Credentials;

/// <summary>Puts a source's credentials on requests.</summary>
/// <remarks>Fail closed: a call that should carry credentials and has none is not made.</remarks>
internal sealed class SourceCredentials
{
    private const string Bearer = "Bearer ";
    private const string DefaultKeyHeader = "X-Api-Key";
    private const int Unauthorized = 401;

    private readonly SourceCredentialOptions _options;
    private readonly ClientCredentialTokens? _tokens;
    private readonly AuthenticationHeaderValue? _basic;
    private readonly string _query = "";

    public SourceCredentials(SourceCredentialOptions options, HttpMessageInvoker http, TimeProvider time)
    {
        _options = options;
        switch (options.Kind)
        {
            case SourceCredentialOptions.Scheme.Basic:
                var pair = Encoding.UTF8.GetBytes($"{options.Username}:{options.Password}");
                _basic = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(pair));
                break;
            case SourceCredentialOptions.Scheme.ClientCredentials:
                _tokens = new ClientCredentialTokens(options, http, time);
                break;
            case SourceCredentialOptions.Scheme.ApiKey when options.QueryParameter is { } parameter:
                _query = $"{Uri.EscapeDataString(parameter)}={Uri.EscapeDataString(options.Key!)}";
                break;
        }
    }

    /// <summary>The target with a key in its query, where the source takes it there.</summary>
    public string Target(string target) =>
        _query.Length == 0 ? target : $"{target}{(target.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{_query}";

    /// <returns>Null, or why the call cannot be made.</returns>
    /// <exception cref="SourceException">The caller has no token to pass on.</exception>
    public async ValueTask<SourceFailure?> ApplyAsync(
        HttpRequestMessage message, FetchContext context, CancellationToken cancellationToken)
    {
        switch (_options.Kind)
        {
            case SourceCredentialOptions.Scheme.Bearer:
                Set(message, "Authorization", OfCaller(context));
                break;
            case SourceCredentialOptions.Scheme.Basic:
                message.Headers.Authorization = _basic;
                break;
            case SourceCredentialOptions.Scheme.ApiKey when _query.Length == 0:
                Set(message, _options.Header ?? DefaultKeyHeader, _options.Key!);
                break;
            case SourceCredentialOptions.Scheme.ClientCredentials:
                var (token, refusal) = await _tokens!.GetAsync(cancellationToken).ConfigureAwait(false);
                if (token is null)
                {
                    return new SourceFailure(SourceFailureKind.Unavailable, $"No token for the source: {refusal}.");
                }

                message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                break;
        }

        return null;
    }

    /// <summary>Told each answer's status, so that a token that is not taken is not used again.</summary>
    public void Note(int status, HttpRequestMessage message)
    {
        if (status == Unauthorized && message.Headers.Authorization?.Parameter is { } token)
        {
            _tokens?.Forget(token);
        }
    }

    /// <summary>In place of what an argument or a forwarded header may have put there.</summary>
    private static void Set(HttpRequestMessage message, string name, string value)
    {
        message.Headers.Remove(name);
        message.Headers.TryAddWithoutValidation(name, value);
    }

    private static string OfCaller(FetchContext context) =>
        context.FindHeader("Authorization") is { } value
        && value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? value
            : throw new SourceException(
                "UNAUTHENTICATED",
                "This needs a signed-in caller.",
                "The source takes the caller's token; there is none.");
}
