using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Shop.Identity;

/// <summary>Signs and checks JSON Web Tokens with one ES256 key that lives as long as the provider.</summary>
/// <remarks>Source: RFC 7515 §3.1, §5; RFC 7517; RFC 7518 §3.4, §6.2. Forgeries are for tests.</remarks>
internal sealed class Jwt : IDisposable
{
    public const string Algorithm = "ES256";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly string _keyId = Secrets.New()[..16];

    public JsonObject PublicKey()
    {
        ECPoint point = _key.ExportParameters(includePrivateParameters: false).Q;
        return new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["use"] = "sig",
            ["alg"] = Algorithm,
            ["kid"] = _keyId,
            ["x"] = Base64Url.EncodeToString(point.X),
            ["y"] = Base64Url.EncodeToString(point.Y),
        };
    }

    public string Sign(string type, JsonObject claims, TokenForgery? forgery = null)
    {
        TokenSignature signature = forgery?.Signature ?? TokenSignature.Genuine;
        var header = new JsonObject
        {
            ["alg"] = signature switch
            {
                TokenSignature.Unsigned => "none",
                TokenSignature.HmacOfPublicKey => "HS256",
                _ => Algorithm,
            },
            ["typ"] = forgery?.Type ?? type,
            ["kid"] = forgery?.KeyId ?? _keyId,
        };
        string signed = $"{Encode(header)}.{Encode(claims)}";
        string signaturePart = Base64Url.EncodeToString(Signature(signature, Encoding.ASCII.GetBytes(signed)));
        if (signature != TokenSignature.Tampered) return $"{signed}.{signaturePart}";
        claims["jti"] = Secrets.New();
        return $"{Encode(header)}.{Encode(claims)}.{signaturePart}";
    }

    /// <summary>The claims, if this provider signed the token; says nothing about its time.</summary>
    public JsonObject? Verify(string token)
    {
        string[] parts = token.Split('.', 4);
        if (parts.Length != 3 || !Base64Url.IsValid(parts[1]) || !Base64Url.IsValid(parts[2])) return null;
        byte[] signed = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
        bool genuine = _key.VerifyData(signed, Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256);
        return genuine ? JsonNode.Parse(Base64Url.DecodeFromChars(parts[1])) as JsonObject : null;
    }

    public void Dispose() => _key.Dispose();

    private byte[] Signature(TokenSignature kind, byte[] signed)
    {
        switch (kind)
        {
            case TokenSignature.Unsigned:
                return [];
            case TokenSignature.HmacOfPublicKey:
                return HMACSHA256.HashData(Encoding.ASCII.GetBytes(_key.ExportSubjectPublicKeyInfoPem()), signed);
            case TokenSignature.ForeignKey:
                using (var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256))
                    return foreign.SignData(signed, HashAlgorithmName.SHA256);
            default:
                return _key.SignData(signed, HashAlgorithmName.SHA256);
        }
    }

    private static string Encode(JsonObject part) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
