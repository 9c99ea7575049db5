namespace Gateway.Common.Language;

/// <summary>A node of the syntax tree.</summary>
public abstract class SyntaxNode(SourceSpan span)
{
    public abstract SyntaxKind Kind { get; }

    public SourceSpan Span { get; } = span;
}
