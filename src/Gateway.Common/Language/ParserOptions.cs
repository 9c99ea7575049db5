namespace Gateway.Common.Language;

/// <summary>What a document may cost before it is refused. Defaults suit trusted SDL; requests set their own.</summary>
public sealed record ParserOptions
{
    /// <summary>No setting nests deeper: what walks a tree may rely on a stack that holds this many levels.</summary>
    public const int DepthCeiling = 500;

    public static ParserOptions Default { get; } = new();

    /// <summary>A client's request: 256 KiB, 2,000 tokens, 100 levels, 50 directives, 4 of them in a place.</summary>
    public static ParserOptions Request { get; } = new()
    {
        BytesMax = 256 * 1024,
        TokensMax = 2_000,
        DepthMax = 100,
        DirectivesMax = 50,
        DirectivesPerLocationMax = 4,
    };

    /// <summary>Bytes of source. Default 64 MiB.</summary>
    public int BytesMax { get; init; } = 64 * 1024 * 1024;

    /// <summary>Lexical tokens, punctuators included. Default: no bound but <see cref="BytesMax"/>.</summary>
    public int TokensMax { get; init; } = int.MaxValue;

    /// <summary>
    /// Nesting of selection sets, values and types together. Default 200, at most <see cref="DepthCeiling"/>.
    /// </summary>
    public int DepthMax { get; init; } = 200;

    /// <summary>Directives in the whole document.</summary>
    public int DirectivesMax { get; init; } = int.MaxValue;

    /// <summary>Directives on one node.</summary>
    public int DirectivesPerLocationMax { get; init; } = int.MaxValue;
}
