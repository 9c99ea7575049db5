using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Common.Policies.Identity;

/// <summary>
/// Who calls, however that was established; immutable and safe to keep for as long as its credential is valid.
/// </summary>
internal sealed class ClientIdentity
{
    private const int PartitionBytes = 16;

    /// <summary>Claims that differ between two credentials of the same holder with the same rights.</summary>
    private static readonly FrozenSet<string> Volatile = FrozenSet.Create(
        StringComparer.Ordinal, "exp", "iat", "nbf", "jti", "auth_time", "at_hash", "c_hash", "nonce", "sid");

    /// <param name="scheme">One of <see cref="IdentitySchemes"/>.</param>
    /// <param name="issuer">Who vouches for the subject: an issuer, or the host's own name for API keys.</param>
    /// <param name="subject">Unique within the issuer.</param>
    /// <param name="clientId">The calling application; null when the credential names none.</param>
    /// <param name="scopes">Granted scopes.</param>
    /// <param name="claims">Values by claim name, as the issuer spelt them.</param>
    public ClientIdentity(
        string scheme,
        string issuer,
        string subject,
        string? clientId,
        IEnumerable<string> scopes,
        IReadOnlyDictionary<string, IReadOnlyList<string>> claims)
        : this(scheme, subject, clientId, scopes, claims)
    {
        PartitionKey = Hash([scheme, issuer, subject, clientId ?? string.Empty]);
        CachePartition = Hash(RightsOf(PartitionKey));
    }

    private ClientIdentity(
        string scheme,
        string subject,
        string? clientId,
        IEnumerable<string> scopes,
        IReadOnlyDictionary<string, IReadOnlyList<string>> claims)
    {
        Scheme = scheme;
        Subject = subject;
        ClientId = clientId;
        Scopes = scopes.ToFrozenSet(StringComparer.Ordinal);
        Claims = claims;
        FindClaims = name => Claims.TryGetValue(name, out var values) ? values : [];
    }

    /// <summary>A caller without credentials. Its partitions are shared by all such callers.</summary>
    public static ClientIdentity Anonymous { get; } = new(
        IdentitySchemes.Anonymous, string.Empty, null, [], FrozenDictionary<string, IReadOnlyList<string>>.Empty)
    {
        PartitionKey = "anonymous",
        CachePartition = "anonymous",
    };

    public string Scheme { get; }

    /// <summary>Empty when anonymous.</summary>
    public string Subject { get; }

    public string? ClientId { get; }

    public IReadOnlySet<string> Scopes { get; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Claims { get; }

    /// <summary>Values of a claim; empty where there is none. One delegate for all requests of the caller.</summary>
    public Func<string, IReadOnlyList<string>> FindClaims { get; }

    /// <summary>Opaque and the same for every credential of this holder: what limits are counted by.</summary>
    public string PartitionKey { get; private init; } = string.Empty;

    /// <summary>Opaque; differs also by scopes and claims, since these decide what an answer may show.</summary>
    public string CachePartition { get; private init; } = string.Empty;

    public bool IsAuthenticated => !ReferenceEquals(this, Anonymous);

    private IEnumerable<string> RightsOf(string partition)
    {
        yield return partition;
        foreach (var scope in Scopes.Order(StringComparer.Ordinal))
        {
            yield return scope;
        }

        foreach (var (name, values) in Claims.OrderBy(claim => claim.Key, StringComparer.Ordinal))
        {
            if (!Volatile.Contains(name))
            {
                yield return $"{name}={string.Join('\n', values)}";
            }
        }
    }

    /// <summary>Each part goes in with its length before it, so no two lists of parts give the same bytes.</summary>
    private static string Hash(IEnumerable<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return System.Buffers.Text.Base64Url.EncodeToString(hash.GetHashAndReset().AsSpan(0, PartitionBytes));
    }
}

/// <summary>How an identity was established.</summary>
internal static class IdentitySchemes
{
    public const string Anonymous = "Anonymous";
    public const string Bearer = "Bearer";
    public const string ApiKey = "ApiKey";
    public const string Session = "Session";
}
