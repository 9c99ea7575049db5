namespace Gateway.Common.Language;

/// <summary>A lexical token: a kind and a range of the source. Its text is made only by who needs it.</summary>
/// <remarks>Units: byte offsets, <see cref="End"/> exclusive, quotes of a string included.</remarks>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Offset of its first byte.</param>
/// <param name="End">Offset after its last byte.</param>
/// <param name="IsVerbatim">For strings: the meaning is the bytes between the quotes, nothing to resolve.</param>
public readonly record struct Token(TokenKind Kind, int Start, int End, bool IsVerbatim = false)
{
    public SourceSpan Span => new(Start, End);

    /// <summary>The token's bytes in the source that it was read from.</summary>
    public ReadOnlySpan<byte> Text(ReadOnlySpan<byte> source) => source[Start..End];
}
