using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Common.Policies.Identity;

/// <summary>A signature key of an issuer.</summary>
/// <param name="Key">The public key.</param>
/// <param name="Algorithms">
/// Prefix of the algorithms that the key type allows, or the one that the issuer named.
/// </param>
internal sealed record IssuerKey(SecurityKey Key, string Algorithms)
{
    /// <summary>
    /// RSA keys are for RS and PS, EC keys for the ES of their curve; a named <c>alg</c> narrows to itself.
    /// </summary>
    public bool Allows(string algorithm) => Algorithms switch
    {
        "RSA" => algorithm is ['R' or 'P', 'S', ..],
        _ => Algorithms == algorithm,
    };
}

/// <summary>Reads a JWK set, keeping the public RSA and EC signature keys and nothing else.</summary>
/// <remarks>
/// Symmetric and encryption keys, RSA below 2,048 bits, keys without <c>kid</c> and unknown curves are left out;
/// certificates
/// and addresses in a key (<c>x5c</c>, <c>x5u</c>) are not looked at. Source: RFC 7517, RFC 7518 §6.
/// </remarks>
internal static class JsonWebKeys
{
    public const int KeysMax = 100;
    public const int KeyIdLengthMax = 256;

    private const int RsaBytesMin = 256;

    /// <exception cref="JsonException">Not a JWK set.</exception>
    public static FrozenDictionary<string, IssuerKey> Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, StrictJson.Options);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("keys", out var keys)
            || keys.ValueKind != JsonValueKind.Array
            || keys.GetArrayLength() > KeysMax)
        {
            throw new JsonException($"Not a JWK set of at most {KeysMax} keys.");
        }

        var read = new Dictionary<string, IssuerKey>(StringComparer.Ordinal);
        foreach (var key in keys.EnumerateArray())
        {
            if (key.ValueKind == JsonValueKind.Object
                && StrictJson.String(key, "kid") is { Length: > 0 and <= KeyIdLengthMax } id
                && StrictJson.String(key, "use") is null or "sig"
                && ReadKey(key, id) is { } issuerKey)
            {
                read.TryAdd(id, issuerKey);
            }
        }

        return read.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static IssuerKey? ReadKey(JsonElement key, string id)
    {
        var named = StrictJson.String(key, "alg");
        try
        {
            return StrictJson.String(key, "kty") switch
            {
                "RSA" when Bytes(key, "n") is { Length: >= RsaBytesMin } n && Bytes(key, "e") is { Length: > 0 } e =>
                    new IssuerKey(
                        new RsaSecurityKey(new RSAParameters { Modulus = n, Exponent = e }) { KeyId = id },
                        named ?? "RSA"),
                "EC" when Bytes(key, "x") is { } x && Bytes(key, "y") is { } y => ReadCurve(key, id, named, x, y),
                _ => null,
            };
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static IssuerKey? ReadCurve(JsonElement key, string id, string? named, byte[] x, byte[] y)
    {
        (ECCurve Curve, string Algorithm)? known = StrictJson.String(key, "crv") switch
        {
            "P-256" => (ECCurve.NamedCurves.nistP256, "ES256"),
            "P-384" => (ECCurve.NamedCurves.nistP384, "ES384"),
            "P-521" => (ECCurve.NamedCurves.nistP521, "ES512"),
            _ => null,
        };
        if (known is not { } curve || (named ?? curve.Algorithm) != curve.Algorithm)
        {
            return null;
        }

        var publicKey = ECDsa.Create(new ECParameters { Curve = curve.Curve, Q = new ECPoint { X = x, Y = y } });
        return new IssuerKey(new ECDsaSecurityKey(publicKey) { KeyId = id }, curve.Algorithm);
    }

    private static byte[]? Bytes(JsonElement key, string name) =>
        StrictJson.String(key, name) is { } text ? Base64UrlText.Decode(text) : null;
}
