namespace Gateway.Common.Language;

/// <summary>The codes a <see cref="SyntaxException"/> carries.</summary>
public static class SyntaxCodes
{
    /// <summary>The document breaks the grammar.</summary>
    public const string ParseFailed = "GRAPHQL_PARSE_FAILED";

    /// <summary>More bytes than <see cref="ParserOptions.BytesMax"/>.</summary>
    public const string DocumentTooLarge = "DOCUMENT_TOO_LARGE";

    /// <summary>More tokens than <see cref="ParserOptions.TokensMax"/>.</summary>
    public const string TokenLimitExceeded = "TOKEN_LIMIT_EXCEEDED";

    /// <summary>Nested deeper than <see cref="ParserOptions.DepthMax"/>.</summary>
    public const string DepthLimitExceeded = "DEPTH_LIMIT_EXCEEDED";

    /// <summary>
    /// More directives than <see cref="ParserOptions.DirectivesMax"/> or
    /// <see cref="ParserOptions.DirectivesPerLocationMax"/>.
    /// </summary>
    public const string DirectiveLimitExceeded = "DIRECTIVE_LIMIT_EXCEEDED";
}
