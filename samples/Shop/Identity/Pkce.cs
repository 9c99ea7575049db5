using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace Shop.Identity;

/// <summary>Proof key for code exchange, method S256 only. Source: RFC 7636 §4.1, §4.2, §4.6.</summary>
internal static class Pkce
{
    public const string Method = "S256";

    private const int VerifierCharsMin = 43;
    private const int VerifierCharsMax = 128;

    /// <summary>A SHA-256 in base64url without padding.</summary>
    public static bool IsChallenge([NotNullWhen(true)] string? challenge) =>
        challenge?.Length == 43 && challenge.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    public static bool Proves(string? verifier, string challenge) =>
        verifier?.Length is >= VerifierCharsMin and <= VerifierCharsMax
        && verifier.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~')
        && Secrets.AreEqual(challenge, Base64Url.EncodeToString(Secrets.Hash(verifier)));
}
