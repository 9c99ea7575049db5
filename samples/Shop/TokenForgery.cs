namespace Shop;

/// <summary>What a token's signature is worth.</summary>
public enum TokenSignature
{
    /// <summary>Made with the provider's key.</summary>
    Genuine,

    /// <summary>Made with another key under the provider's <c>kid</c>.</summary>
    ForeignKey,

    /// <summary>Made with the provider's key, then a claim was changed.</summary>
    Tampered,

    /// <summary><c>alg: none</c> and no signature.</summary>
    Unsigned,

    /// <summary><c>alg: HS256</c> with the provider's public key as secret.</summary>
    HmacOfPublicKey,
}

/// <summary>How a token differs from what the provider would issue; for tests that attack what checks tokens.</summary>
public sealed record TokenForgery
{
    public TokenSignature Signature { get; init; }

    /// <summary>From now to <c>exp</c>; negative for an expired token.</summary>
    public TimeSpan? ExpiresIn { get; init; }

    /// <summary>The header's <c>typ</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The header's <c>kid</c>.</summary>
    public string? KeyId { get; init; }

    /// <summary>Claims that are added or replaced: strings, numbers, booleans or arrays of strings.</summary>
    public IReadOnlyDictionary<string, object> Claims { get; init; } = new Dictionary<string, object>();

    /// <summary>Names of claims that are left out.</summary>
    public IReadOnlyList<string> WithoutClaims { get; init; } = [];
}
