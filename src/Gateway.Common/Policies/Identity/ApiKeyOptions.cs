using System.Text;
using Gateway.Common.Primitives;

namespace Gateway.Common.Policies.Identity;

/// <summary>The API keys that a host accepts.</summary>
internal sealed record ApiKeyOptions
{
    public const int PepperBytesMin = 32;
    public const int KeysMax = 100_000;

    /// <summary>The header that carries the key; default <c>X-Api-Key</c>.</summary>
    public string Header { get; init; } = "X-Api-Key";

    /// <summary>Secret key of the stored hashes, from a secret store; at least 32 bytes of UTF-8; no default.</summary>
    public string Pepper { get; init; } = string.Empty;

    /// <summary>The keys; at most 100,000. Several may belong to one client, so that they can be rotated.</summary>
    public IReadOnlyList<ApiKeyEntryOptions> Keys { get; init; } = [];

    /// <summary>
    /// All that is wrong with these values; <paramref name="path"/> is the record's configuration path.
    /// </summary>
    public IReadOnlyList<SettingProblem> Validate(string path)
    {
        var problems = new SettingProblems(path);
        problems.Require(
            Encoding.UTF8.GetByteCount(Pepper) >= PepperBytesMin,
            nameof(Pepper),
            $"The pepper is missing or shorter than {PepperBytesMin} bytes.",
            "Set 32 or more random bytes, as text, from a secret store.");
        problems.Require(
            Header.Length > 0 && Header.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'),
            nameof(Header),
            "The header's name is empty or has characters other than letters, digits and hyphens.",
            "Use a name such as X-Api-Key.");
        problems.RequireRange(Keys.Count, 0, KeysMax, nameof(Keys));
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Keys.Count; i++)
        {
            var entry = Keys[i];
            var at = $"{nameof(Keys)}:{i}";
            problems.Require(
                ApiKeyFormat.IsId(entry.Id), $"{at}:Id", "Not 8 to 32 characters of a-z and 0-9.",
                "Use the id of a made key.");
            problems.Require(ids.Add(entry.Id), $"{at}:Id", $"The id '{entry.Id}' is there twice.", "Keep one entry.");
            problems.Require(
                Base64UrlText.Decode(entry.Hash)?.Length == ApiKeyFormat.SecretBytes,
                $"{at}:Hash",
                "Not 32 bytes in base64url.",
                "Use the hash that came with the made key; the key itself is never stored.");
            problems.Require(
                !string.IsNullOrWhiteSpace(entry.Client), $"{at}:Client", "The client is missing.", "Name the client.");
        }

        return problems.All;
    }
}

/// <summary>One key as it is stored: nothing in it lets anybody in.</summary>
internal sealed record ApiKeyEntryOptions
{
    /// <summary>The key's public part.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>HMAC-SHA256 of id and secret under the pepper, in base64url.</summary>
    public string Hash { get; init; } = string.Empty;

    /// <summary>The client that the key stands for.</summary>
    public string Client { get; init; } = string.Empty;

    /// <summary>Granted scopes; default none.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Further claims by name; default none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Claims { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>When the key ends; null for never.</summary>
    public DateTimeOffset? NotAfter { get; init; }
}
