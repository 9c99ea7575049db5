namespace Gateway.Common.Language;

/// <summary>A node of the syntax tree.</summary>
public abstract class SyntaxNode(SyntaxKind kind, SourceSpan span)
{
    public SyntaxKind Kind { get; } = kind;

    public SourceSpan Span { get; } = span;
}
