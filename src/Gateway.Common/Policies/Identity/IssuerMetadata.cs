using System.Collections.Frozen;
using System.Net;
using System.Text.Json;

namespace Gateway.Common.Policies.Identity;

/// <summary>What discovery said about an issuer.</summary>
internal sealed record IssuerMetadata(
    string Issuer,
    Uri? AuthorizationEndpoint,
    Uri? TokenEndpoint,
    Uri? EndSessionEndpoint,
    FrozenDictionary<string, IssuerKey> Keys);

/// <summary>The issuer could not be reached, or said something unusable, and nothing older is at hand.</summary>
internal sealed class IssuerUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Fetches and keeps the metadata and keys of one configured issuer.</summary>
/// <remarks>
/// Shape: one fetch at a time, whoever waits for it; the last good metadata stays when a fetch fails.
/// Bound: attempts are at least <see cref="AttemptInterval"/> apart, so unknown key ids cannot make the gateway
/// hammer the
/// issuer; bodies up to <see cref="BodyBytesMax"/>, <see cref="FetchTimeout"/> each.
/// Safety: only addresses that the configuration and the issuer's own discovery name are called; the issuer must name
/// itself
/// as configured. Nothing in a token is ever an address here.
/// Source: OpenID Connect Discovery 1.0 §4; RFC 8414 §3.3.
/// </remarks>
/// <param name="authority">The issuer's address, checked by <see cref="IssuerAddress"/>.</param>
/// <param name="issuer">The name that it must give itself.</param>
/// <param name="requiresHttps">Whether plain http on loopback is refused too.</param>
/// <param name="http">Sends; must not follow redirects.</param>
/// <param name="time">Clock of all intervals.</param>
internal sealed class IssuerMetadataSource(
    string authority,
    string issuer,
    bool requiresHttps,
    HttpMessageInvoker http,
    TimeProvider time)
{
    public const int BodyBytesMax = 256 * 1024;

    /// <summary>
    /// Between fetches for key ids that are unknown, and after one that failed with older metadata at hand.
    /// </summary>
    public static readonly TimeSpan AttemptInterval = TimeSpan.FromSeconds(30);

    /// <summary>Between attempts while there is no metadata at all.</summary>
    public static readonly TimeSpan FirstAttemptInterval = TimeSpan.FromSeconds(1);

    public static readonly TimeSpan RefreshInterval = TimeSpan.FromHours(6);

    public static readonly TimeSpan FetchTimeout = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private IssuerMetadata? _current;
    private Task<IssuerMetadata>? _fetching;
    private long _fetchedAt;
    private long? _attemptedAt;

    /// <summary>The metadata at hand, fetched first if there is none or it is old.</summary>
    /// <exception cref="IssuerUnavailableException">There is none.</exception>
    public ValueTask<IssuerMetadata> GetAsync(CancellationToken cancellationToken)
    {
        var current = Volatile.Read(ref _current);
        return current is not null && time.GetElapsedTime(Volatile.Read(ref _fetchedAt)) < RefreshInterval
            ? ValueTask.FromResult(current)
            : new ValueTask<IssuerMetadata>(FetchOrKeepAsync(cancellationToken));
    }

    /// <summary>
    /// Called for a key id that the metadata lacks: newer metadata if an attempt is due, else what is at hand.
    /// </summary>
    public Task<IssuerMetadata> RefreshAsync(CancellationToken cancellationToken) =>
        FetchOrKeepAsync(cancellationToken);

    private async Task<IssuerMetadata> FetchOrKeepAsync(CancellationToken cancellationToken)
    {
        Task<IssuerMetadata>? fetching;
        lock (_gate)
        {
            fetching = _fetching;
            if (fetching is null && IsAttemptDue())
            {
                _attemptedAt = time.GetTimestamp();
                fetching = _fetching = Task.Run(FetchAsync, CancellationToken.None);
            }
        }

        try
        {
            if (fetching is not null)
            {
                return await fetching.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (IssuerUnavailableException) when (Volatile.Read(ref _current) is not null)
        {
            // The last good metadata goes on.
        }

        return Volatile.Read(ref _current)
            ?? throw new IssuerUnavailableException($"No metadata of {authority} yet; the last attempt failed.");
    }

    private bool IsAttemptDue()
    {
        var interval = _current is null ? FirstAttemptInterval : AttemptInterval;
        return _attemptedAt is not { } last || time.GetElapsedTime(last) >= interval;
    }

    private async Task<IssuerMetadata> FetchAsync()
    {
        try
        {
            using var timeout = new CancellationTokenSource(FetchTimeout, time);
            var metadata = await ReadAsync(timeout.Token).ConfigureAwait(false);
            Volatile.Write(ref _fetchedAt, time.GetTimestamp());
            Volatile.Write(ref _current, metadata);
            return metadata;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException
            or OperationCanceledException or InvalidOperationException)
        {
            throw new IssuerUnavailableException($"Discovery at {authority} failed: {exception.Message}", exception);
        }
        finally
        {
            lock (_gate)
            {
                _fetching = null;
            }
        }
    }

    private async Task<IssuerMetadata> ReadAsync(CancellationToken cancellationToken)
    {
        var address = new Uri($"{authority.TrimEnd('/')}/.well-known/openid-configuration");
        var body = await GetBodyAsync(address, cancellationToken).ConfigureAwait(false);
        using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = StrictJson.DepthMax });
        var root = document.RootElement;
        if (StrictJson.String(root, "issuer") != issuer)
        {
            throw new JsonException("The issuer gives itself another name than configured.");
        }

        var keys = await GetBodyAsync(Endpoint(root, "jwks_uri", isRequired: true)!, cancellationToken)
            .ConfigureAwait(false);
        return new IssuerMetadata(
            issuer,
            Endpoint(root, "authorization_endpoint"),
            Endpoint(root, "token_endpoint"),
            Endpoint(root, "end_session_endpoint"),
            JsonWebKeys.Read(keys));
    }

    private Uri? Endpoint(JsonElement root, string name, bool isRequired = false)
    {
        var text = StrictJson.String(root, name);
        if (text is null && !isRequired)
        {
            return null;
        }

        return IssuerAddress.IsAllowed(text, requiresHttps, out var address)
            ? address
            : throw new JsonException($"{name} is missing or not https.");
    }

    private async Task<byte[]> GetBodyAsync(Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return response.StatusCode == HttpStatusCode.OK
            ? await BoundedBody.ReadAsync(response.Content, BodyBytesMax, cancellationToken).ConfigureAwait(false)
            : throw new HttpRequestException($"{address} answered {(int)response.StatusCode}.");
    }
}
