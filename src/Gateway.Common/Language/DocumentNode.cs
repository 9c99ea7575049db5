namespace Gateway.Common.Language;

/// <summary>A whole document: executable, type system, or both.</summary>
/// <remarks>
/// Source: GraphQL §2.2 Document. <see cref="Source"/> is the text that every span and name points into.
/// </remarks>
public sealed class DocumentNode(byte[] source, DefinitionNode[] definitions, SourceSpan span)
    : SyntaxNode(SyntaxKind.Document, span)
{
    public ReadOnlyMemory<byte> Source { get; } = source;

    public IReadOnlyList<DefinitionNode> Definitions { get; } = definitions;
}

/// <summary>A top-level definition or extension.</summary>
public abstract class DefinitionNode(SyntaxKind kind, SourceSpan span) : SyntaxNode(kind, span);
