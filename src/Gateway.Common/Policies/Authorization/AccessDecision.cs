namespace Gateway.Common.Policies.Authorization;

internal enum AccessDecision
{
    /// <summary>The default value, so that a forgotten assignment denies.</summary>
    Forbidden,

    /// <summary>No identity was presented: 401.</summary>
    Unauthenticated,

    Allowed,
}

/// <summary>The stable error codes of denials.</summary>
internal static class AccessCodes
{
    /// <summary>Answered with status 401.</summary>
    public const string Unauthenticated = "UNAUTHENTICATED";

    /// <summary>Answered with status 403.</summary>
    public const string Forbidden = "FORBIDDEN";

    /// <summary>The code of a denial; null when allowed.</summary>
    public static string? CodeOf(AccessDecision decision) => decision switch
    {
        AccessDecision.Allowed => null,
        AccessDecision.Unauthenticated => Unauthenticated,
        _ => Forbidden,
    };
}
