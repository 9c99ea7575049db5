namespace Gateway.Common.Policies.Identity;

/// <summary>
/// A cookie as it is set: the prefix <c>__Host-</c> makes browsers hold Secure, Path=/ and no Domain.
/// </summary>
/// <remarks>Source: RFC 6265bis §4.1.3.2.</remarks>
/// <param name="Name">With the prefix.</param>
/// <param name="SameSite"><c>Strict</c> or <c>Lax</c>.</param>
internal sealed record SessionCookie(string Name, string SameSite)
{
    /// <summary>Holds the session's id, and nothing else.</summary>
    public static SessionCookie Session { get; } = new("__Host-bff", "Strict");

    /// <summary>Binds a begun login to the browser; Lax, since the issuer's redirect comes from another site.</summary>
    public static SessionCookie Login { get; } = new("__Host-bff-login", "Lax");

    /// <summary>
    /// The <c>Set-Cookie</c> value; ends with the browser's session, while the server holds the lifetimes.
    /// </summary>
    public string Format(string value) => $"{Name}={value}; Path=/; Secure; HttpOnly; SameSite={SameSite}";

    /// <summary>The <c>Set-Cookie</c> value that removes it.</summary>
    public string FormatRemoval() => $"{Format(string.Empty)}; Max-Age=0";
}
