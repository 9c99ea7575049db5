namespace Shop.Identity;

/// <summary>A refusal with one of OAuth's own error codes. Source: RFC 6749 §4.1.2.1, §5.2.</summary>
internal sealed class OAuthException(string error, string description, int status = StatusCodes.Status400BadRequest)
    : Exception(description)
{
    public string Error { get; } = error;

    public int Status { get; } = status;

    public static OAuthException InvalidRequest(string description) => new("invalid_request", description);

    public static OAuthException InvalidGrant(string description) => new("invalid_grant", description);

    public static OAuthException InvalidClient() =>
        new("invalid_client", "The client is unknown or its secret is wrong.", StatusCodes.Status401Unauthorized);
}
