using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Common.Policies.Identity;

/// <summary>Checks API keys against their stored hashes.</summary>
/// <remarks>
/// Shape: the id finds the entry, the keyed hash decides, compared in constant time; an unknown id costs the same hash.
/// A check allocates nothing. <see cref="Replace"/> swaps all entries at once, so a removed key is refused from then
/// on.
/// </remarks>
internal sealed class ApiKeyStore
{
    private const string Issuer = "api-keys";

    private static readonly byte[] NoHash = new byte[HMACSHA256.HashSizeInBytes];

    private readonly byte[] _pepper;
    private readonly TimeProvider _time;
    private FrozenDictionary<string, StoredKey> _keys = FrozenDictionary<string, StoredKey>.Empty;

    /// <param name="options">Validated options.</param>
    /// <param name="time">Clock for <see cref="ApiKeyEntryOptions.NotAfter"/>.</param>
    public ApiKeyStore(ApiKeyOptions options, TimeProvider time)
    {
        _pepper = Encoding.UTF8.GetBytes(options.Pepper);
        _time = time;
        Replace(options.Keys);
    }

    /// <summary>Swaps all keys; the pepper stays.</summary>
    public void Replace(IReadOnlyList<ApiKeyEntryOptions> entries) => Volatile.Write(
        ref _keys,
        entries.ToFrozenDictionary(entry => entry.Id, entry => new StoredKey(entry), StringComparer.Ordinal));

    /// <summary>Makes a key: the plain text, to be shown once, and the entry to be stored.</summary>
    public (string Key, ApiKeyEntryOptions Entry) Create(ApiKeyEntryOptions template)
    {
        Span<byte> secret = stackalloc byte[ApiKeyFormat.SecretBytes];
        RandomNumberGenerator.Fill(secret);
        var id = ApiKeyFormat.NewId();
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Hash(id, secret, hash);
        var entry = template with { Id = id, Hash = System.Buffers.Text.Base64Url.EncodeToString(hash) };
        return (ApiKeyFormat.Write(id, secret), entry);
    }

    /// <summary>Who the key stands for, or why it is refused.</summary>
    public AuthenticationResult Verify(ReadOnlySpan<char> key)
    {
        if (key.IsEmpty)
        {
            return Refusals.Missing;
        }

        Span<byte> secret = stackalloc byte[ApiKeyFormat.SecretBytes];
        if (!ApiKeyFormat.TryRead(key, out var id, secret))
        {
            return Refusals.Malformed;
        }

        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Hash(id, secret, hash);
        var isKnown = Volatile.Read(ref _keys).GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(id, out var stored);
        var isRight = CryptographicOperations.FixedTimeEquals(hash, isKnown ? stored!.Hash : NoHash);
        if (!isKnown || !isRight)
        {
            return Refusals.Wrong;
        }

        return stored!.NotAfter is { } end && end <= _time.GetUtcNow() ? Refusals.Expired : stored.Identity;
    }

    /// <summary>The hash covers the id, so a stored hash is of no use under another id.</summary>
    private void Hash(ReadOnlySpan<char> id, ReadOnlySpan<byte> secret, Span<byte> hash)
    {
        Span<byte> material = stackalloc byte[ApiKeyFormat.SecretBytes + ApiKeyFormat.IdLengthMax];
        secret.CopyTo(material);
        var length = ApiKeyFormat.SecretBytes + Encoding.ASCII.GetBytes(id, material[ApiKeyFormat.SecretBytes..]);
        HMACSHA256.HashData(_pepper, material[..length], hash);
        CryptographicOperations.ZeroMemory(material);
    }

    private static class Refusals
    {
        public static readonly AuthenticationFailure Missing = new(AuthenticationCodes.ApiKeyMissing, "No API key.");
        public static readonly AuthenticationFailure Malformed =
            new(AuthenticationCodes.ApiKeyInvalid, "Not of the format of an API key.");
        public static readonly AuthenticationFailure Wrong =
            new(AuthenticationCodes.ApiKeyInvalid, "Unknown or revoked key id, or wrong secret.");
        public static readonly AuthenticationFailure Expired =
            new(AuthenticationCodes.ApiKeyExpired, "The API key is past its end.");
    }

    private sealed class StoredKey(ApiKeyEntryOptions entry)
    {
        public byte[] Hash { get; } = Base64UrlText.Decode(entry.Hash) ?? [];

        public DateTimeOffset? NotAfter => entry.NotAfter;

        public ClientIdentity Identity { get; } =
            new(IdentitySchemes.ApiKey, Issuer, entry.Client, entry.Client, entry.Scopes, entry.Claims);
    }
}
