namespace Gateway.Common.Language;

/// <summary>A whole document: executable, type system, or both.</summary>
/// <remarks>
/// Source: GraphQL §2.2 Document. <see cref="Source"/> is the text that every span and name points into. A parsed
/// document makes its nodes when they are first asked for, all at once, and no more than once for all threads: one
/// that is refused, or only kept, costs none.
/// </remarks>
public sealed class DocumentNode : SyntaxNode
{
    private readonly byte[] _source;
    private TapeMark[]? _tape;
    private DefinitionNode[]? _definitions;

    public DocumentNode(byte[] source, DefinitionNode[] definitions, SourceSpan span)
        : base(span)
    {
        _source = source;
        _definitions = definitions;
    }

    internal DocumentNode(byte[] source, TapeMark[] tape)
        : base(new SourceSpan(0, source.Length))
    {
        _source = source;
        _tape = tape;
    }

    public override SyntaxKind Kind => SyntaxKind.Document;

    public ReadOnlyMemory<byte> Source => _source;

    public IReadOnlyList<DefinitionNode> Definitions => Volatile.Read(ref _definitions) ?? MakeDefinitions();

    /// <summary>Another document over the same source, of nodes that point into it or stand nowhere.</summary>
    internal DocumentNode With(DefinitionNode[] definitions) => new(_source, definitions, Span);

    private DefinitionNode[] MakeDefinitions()
    {
        // Threads that come together each make nodes; those of the first stay, the tape goes once they stand.
        if (Volatile.Read(ref _tape) is { } tape)
        {
            Interlocked.CompareExchange(ref _definitions, DocumentBuilder.Definitions(_source, tape), null);
            Volatile.Write(ref _tape, null);
        }

        return Volatile.Read(ref _definitions)!;
    }
}

/// <summary>A top-level definition or extension.</summary>
public abstract class DefinitionNode(SourceSpan span) : SyntaxNode(span);
