using System.Text;
using System.Text.Json;

namespace Gateway.Common.Policies.Identity;

/// <summary>A signed token cut open but not yet trusted.</summary>
internal sealed record ScreenedToken(
    string Algorithm,
    string KeyId,
    string? Type,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Claims)
{
    /// <summary>The claim's only value; null when absent or when there are several.</summary>
    public string? Single(string claim) =>
        Claims.TryGetValue(claim, out var values) && values.Count == 1 ? values[0] : null;

    /// <summary>A NumericDate; null when absent or no number in range.</summary>
    public DateTimeOffset? Date(string claim)
    {
        const double SecondsMax = 253_402_300_799; // year 9999
        return double.TryParse(
            Single(claim), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture,
            out var seconds) && seconds is >= 0 and <= SecondsMax
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;
    }
}

/// <summary>
/// Checks a token's form before any cryptography, so that all later readers see one and the same token.
/// </summary>
/// <remarks>
/// Three strict base64url parts and no more (an encrypted token has five), an allowed asymmetric <c>alg</c>, a bounded
/// <c>kid</c>, no <c>crit</c>, no duplicate member anywhere, at most <see cref="ClaimsMax"/> claims. Keys and
/// addresses in
/// the header (<c>jwk</c>, <c>jku</c>, <c>x5c</c>, <c>x5u</c>) are refused, as nobody honest sends them here.
/// Source: RFC 8725 §3; RFC 7515 §4.1.
/// </remarks>
internal static class TokenScreen
{
    public const int ClaimsMax = 100;
    public const int ValuesMax = 500;

    private const int HeaderTextMax = 1_024;

    private static readonly string[] RefusedHeaders = ["crit", "jku", "jwk", "x5u", "x5c", "enc", "zip", "b64"];

    /// <summary>The opened token, or null with the reason.</summary>
    public static ScreenedToken? Open(
        string token, int bytesMax, IReadOnlyList<string> algorithms, out AuthenticationFailure? failure)
    {
        if (token.Length > bytesMax)
        {
            failure = new AuthenticationFailure(AuthenticationCodes.TokenTooLarge, $"Longer than {bytesMax} bytes.");
            return null;
        }

        var opened = Open(token, algorithms, out var reason);
        failure = opened is null ? new AuthenticationFailure(AuthenticationCodes.TokenInvalid, reason) : null;
        return opened;
    }

    private static ScreenedToken? Open(string token, IReadOnlyList<string> algorithms, out string reason)
    {
        var first = token.IndexOf('.', StringComparison.Ordinal);
        var last = token.LastIndexOf('.');
        if (first <= 0 || last == first || token.IndexOf('.', first + 1) != last)
        {
            reason = "Not three parts.";
            return null;
        }

        var header = Base64UrlText.Decode(token.AsSpan(0, first));
        var payload = Base64UrlText.Decode(token.AsSpan(first + 1, last - first - 1));
        if (header is not { Length: > 0 and <= HeaderTextMax }
            || payload is not { Length: > 0 }
            || Base64UrlText.Decode(token.AsSpan(last + 1)) is not { Length: > 0 })
        {
            reason = "A part is empty, too long or not strict base64url.";
            return null;
        }

        try
        {
            // GetString on each guards against invalid UTF-8, which readers repair in different ways.
            var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
            using var headerJson = JsonDocument.Parse(strict.GetString(header), StrictJson.Options);
            using var payloadJson = JsonDocument.Parse(strict.GetString(payload), StrictJson.Options);
            return Read(headerJson.RootElement, payloadJson.RootElement, algorithms, out reason);
        }
        catch (Exception exception) when (exception is JsonException or DecoderFallbackException
            or InvalidOperationException)
        {
            reason = "Header or payload is not strict JSON.";
            return null;
        }
    }

    private static ScreenedToken? Read(
        JsonElement header, JsonElement payload, IReadOnlyList<string> algorithms, out string reason)
    {
        reason = "Header or payload is no object.";
        if (header.ValueKind != JsonValueKind.Object || payload.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var refused in RefusedHeaders)
        {
            if (header.TryGetProperty(refused, out _))
            {
                reason = $"Header member '{refused}' is not accepted.";
                return null;
            }
        }

        if (StrictJson.String(header, "alg") is not { } algorithm
            || !algorithms.Contains(algorithm, StringComparer.Ordinal))
        {
            reason = "The algorithm is missing or not on the list.";
            return null;
        }

        if (StrictJson.String(header, "kid") is not { Length: > 0 and <= JsonWebKeys.KeyIdLengthMax } keyId)
        {
            reason = "The key id is missing or too long.";
            return null;
        }

        var type = StrictJson.String(header, "typ");
        if (type is null == header.TryGetProperty("typ", out _))
        {
            reason = "The type is no string.";
            return null;
        }

        var claims = ReadClaims(payload);
        reason = $"More than {ClaimsMax} claims or {ValuesMax} values.";
        return claims is null ? null : new ScreenedToken(algorithm, keyId, type, claims);
    }

    private static Dictionary<string, IReadOnlyList<string>>? ReadClaims(JsonElement payload)
    {
        var claims = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var count = 0;
        foreach (var claim in payload.EnumerateObject())
        {
            if (ReadValues(claim.Value) is not { } values)
            {
                return null;
            }

            claims.Add(claim.Name, values);
            count += values.Count;
            if (claims.Count > ClaimsMax || count > ValuesMax)
            {
                return null;
            }
        }

        return claims;
    }

    /// <returns>Null for more values than a claim may have.</returns>
    private static List<string>? ReadValues(JsonElement claim)
    {
        if (claim.ValueKind != JsonValueKind.Array)
        {
            return [Text(claim)];
        }

        return claim.GetArrayLength() > ValuesMax ? null : [.. claim.EnumerateArray().Select(Text)];
    }

    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
