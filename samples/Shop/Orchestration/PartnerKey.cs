using System.Buffers.Text;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Shop.Orchestration;

/// <summary>The demo partner's API key, new in every run: the key for the caller, its hash for the host.</summary>
/// <remarks>
/// The one place in the shop that knows the form of keys: <c>bff_{id}_{secret}_{crc}</c>, stored as HMAC-SHA256 of
/// secret and id under the pepper (see <c>Policies/Identity</c> of Gateway.Common).
/// </remarks>
internal sealed class PartnerKey
{
    public const string Header = "X-Api-Key";

    private const string Client = "partner-acme";
    private const string Section = "Gateway:ApiKeys";
    private const int SecretBytes = 32;

    private PartnerKey(string text, IReadOnlyList<(string Key, string Value)> settings)
    {
        Text = text;
        Settings = settings;
    }

    /// <summary>What the partner sends in <see cref="Header"/>.</summary>
    public string Text { get; }

    /// <summary>What the host is given.</summary>
    public IReadOnlyList<(string Key, string Value)> Settings { get; }

    public static PartnerKey Create()
    {
        var id = RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", 16);
        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        var pepper = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        byte[] material = [.. secret, .. Encoding.ASCII.GetBytes(id)];
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(pepper), material);
        var body = $"bff_{id}_{Base64Url.EncodeToString(secret)}";
        return new PartnerKey(
            $"{body}_{Checksum(body):x8}",
            [
                ($"{Section}:Pepper", pepper),
                ($"{Section}:Keys:0:Id", id),
                ($"{Section}:Keys:0:Hash", Base64Url.EncodeToString(hash)),
                ($"{Section}:Keys:0:Client", Client),
                ($"{Section}:Keys:0:Claims:customers:0", "c1"),
                ($"{Section}:Keys:0:Claims:customers:1", "c2"),
            ]);
    }

    private static uint Checksum(string body) =>
        ~body.Aggregate(uint.MaxValue, (crc, letter) => BitOperations.Crc32C(crc, (ushort)letter));
}
