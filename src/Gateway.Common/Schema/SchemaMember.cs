using System.Text;
using Gateway.Common.Language;

namespace Gateway.Common.Schema;

/// <summary>What has a name, a description and directives in the type system.</summary>
/// <remarks>
/// A member that was read from a document points into it; texts are made when they are first asked for. Threads that
/// ask together may each make one; they are equal.
/// </remarks>
public abstract class SchemaMember : INamed
{
    private readonly Language.Name _name;
    private readonly DocumentNode? _document;
    private readonly SyntaxNode? _node;

    /// <summary>A string, or the node that it is still to be made of.</summary>
    private object? _description;

    /// <param name="name">The name in the schema.</param>
    /// <param name="description">Null where there is none.</param>
    /// <param name="directives">Applied directives, as parsed, extensions' included, in document order.</param>
    protected SchemaMember(string name, string? description, IReadOnlyList<DirectiveNode> directives)
    {
        Name = name;
        Utf8Name = Encoding.UTF8.GetBytes(name);
        _name = new Language.Name(Utf8Name, 0, Utf8Name.Length);
        _description = description;
        Directives = directives;
    }

    /// <param name="name">As it stands in the document.</param>
    /// <param name="description">Null where there is none.</param>
    /// <param name="directives">Applied directives.</param>
    /// <param name="syntax">Where it stands.</param>
    private protected SchemaMember(
        Language.Name name,
        StringValueNode? description,
        IReadOnlyList<DirectiveNode> directives,
        SyntaxReference syntax)
    {
        _name = name;
        _description = description;
        Directives = directives;
        (_document, _node) = syntax;
    }

    public string Name => field ??= _name.Value;

    /// <summary>The name as UTF-8, for writing and for comparing with source bytes.</summary>
    public byte[] Utf8Name => field ??= _name.Utf8.ToArray();

    public string? Description => _description switch
    {
        StringValueNode node => (string)(_description = node.Value),
        var text => (string?)text,
    };

    public IReadOnlyList<DirectiveNode> Directives { get; }

    /// <summary>Where it was written; null for a member made by code.</summary>
    public SyntaxReference? Syntax
    {
        get => _document is { } document ? new SyntaxReference(document, _node!) : null;
        internal init => (_document, _node) = (value?.Document, value?.Node);
    }

    Language.Name INamed.SourceName => _name;

    internal Language.Name SourceName => _name;

    /// <summary>The first applied directive of that name, or null.</summary>
    public DirectiveNode? FindDirective(ReadOnlySpan<byte> directiveName)
    {
        for (var index = 0; index < Directives.Count; index++)
        {
            if (Directives[index].Name.Is(directiveName))
            {
                return Directives[index];
            }
        }

        return null;
    }

    public bool HasDirective(ReadOnlySpan<byte> directiveName) => FindDirective(directiveName) is not null;
}
