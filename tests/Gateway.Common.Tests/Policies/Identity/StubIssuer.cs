using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Common.Policies.Identity;

namespace Gateway.Common.Tests.Policies.Identity;

/// <summary>An issuer without a network: discovery, keys, a token endpoint, and signatures good and forged.</summary>
internal sealed class StubIssuer : HttpMessageHandler
{
    public const string Address = "https://issuer.test";

    /// <summary>Making RSA keys takes long: good issuers share one, and attackers another.</summary>
    private static readonly RSA Good = RSA.Create(2048);

    private static readonly RSA Forged = RSA.Create(2048);

    public RSA Rsa { get; private set; } = Good;

    public ECDsa Curve { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string RsaKeyId { get; set; } = "rsa-1";

    public bool IsDown { get; set; }

    public string Name { get; set; } = Address;

    public string JwksUri { get; set; } = $"{Address}/jwks";

    public int Fetches { get; private set; }

    /// <summary>Answers the token endpoint.</summary>
    public Func<Dictionary<string, string>, Task<(int Status, string Json)>>? Token { get; set; }

    public IssuerMetadataSource Metadata(TimeProvider time) =>
        new(Address, Address, requiresHttps: true, new HttpMessageInvoker(this, disposeHandler: false), time);

    public static StubIssuer Attacker() => new() { Rsa = Forged };

    public void RotateKey(string id)
    {
        Rsa = Forged;
        RsaKeyId = id;
    }

    public string Sign(object payload, string algorithm = "RS256", string? keyId = null, string? type = "at+jwt") =>
        SignRaw(
            JsonSerializer.Serialize(new Dictionary<string, string?>
            {
                ["alg"] = algorithm,
                ["kid"] = keyId ?? (algorithm.StartsWith('E') ? "ec-1" : RsaKeyId),
                ["typ"] = type,
            }.Where(pair => pair.Value is not null).ToDictionary()),
            payload as string ?? JsonSerializer.Serialize(payload),
            algorithm);

    public string SignRaw(string header, string payload, string algorithm)
    {
        var signed = $"{Encode(header)}.{Encode(payload)}";
        var bytes = Encoding.ASCII.GetBytes(signed);
        var signature = algorithm switch
        {
            "RS256" => Rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            "RS384" => Rsa.SignData(bytes, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
            "PS256" => Rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            "ES256" => Curve.SignData(bytes, HashAlgorithmName.SHA256),
            "HS256" => HMACSHA256.HashData(Encoding.ASCII.GetBytes(Rsa.ExportSubjectPublicKeyInfoPem()), bytes),
            _ => Rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        };
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    public static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Fetches++;
        if (IsDown)
        {
            throw new HttpRequestException("connection refused");
        }

        if (request.RequestUri!.AbsolutePath == "/token")
        {
            var form = await request.Content!.ReadAsStringAsync(cancellationToken);
            var (status, json) = await Token!(form.Split('&').Select(pair => pair.Split('='))
                .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1].Replace('+', ' '))));
            return Answer(json, (HttpStatusCode)status);
        }

        return request.RequestUri.AbsolutePath switch
        {
            "/.well-known/openid-configuration" => Answer(JsonSerializer.Serialize(new
            {
                issuer = Name,
                jwks_uri = JwksUri,
                authorization_endpoint = $"{Address}/authorize",
                token_endpoint = $"{Address}/token",
                end_session_endpoint = $"{Address}/logout",
            })),
            "/jwks" => Answer(Keys()),
            _ => new HttpResponseMessage(HttpStatusCode.NotFound),
        };
    }

    protected override void Dispose(bool disposing)
    {
        Curve.Dispose();
        base.Dispose(disposing);
    }

    private string Keys()
    {
        var rsa = Rsa.ExportParameters(false);
        var curve = Curve.ExportParameters(false);
        object[] keys =
        [
            new { kty = "RSA", kid = RsaKeyId, use = "sig", n = Text(rsa.Modulus), e = Text(rsa.Exponent) },
            new { kty = "RSA", kid = "for-encryption", use = "enc", n = Text(rsa.Modulus), e = Text(rsa.Exponent) },
            new { kty = "RSA", kid = "only-ps", alg = "PS256", n = Text(rsa.Modulus), e = Text(rsa.Exponent) },
            new { kty = "oct", kid = "symmetric",
                k = Text(Encoding.ASCII.GetBytes(Rsa.ExportSubjectPublicKeyInfoPem())) },
            new { kty = "EC", kid = "ec-1", crv = "P-256", x = Text(curve.Q.X), y = Text(curve.Q.Y) },
        ];
        return JsonSerializer.Serialize(new { keys });
    }

    private static string Text(byte[]? bytes) => Base64Url.EncodeToString(bytes);

    private static HttpResponseMessage Answer(string json, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
}
