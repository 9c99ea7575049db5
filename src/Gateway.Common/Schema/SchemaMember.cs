using Gateway.Common.Language;
using Gateway.Common.Schema.Building;

namespace Gateway.Common.Schema;

/// <summary>What has a name, a description and directives in the type system.</summary>
/// <remarks>A member that was read from a document points into it (<see cref="MemberTexts"/>).</remarks>
public abstract class SchemaMember : INamed
{
    private readonly DocumentNode? _document;

    /// <summary>The node that it was read from, or the directives that code gave it.</summary>
    private readonly object _origin;

    private MemberTexts _texts;

    /// <param name="name">The name in the schema.</param>
    /// <param name="description">Null where there is none.</param>
    /// <param name="directives">Applied directives, as parsed, extensions' included, in document order.</param>
    protected SchemaMember(string name, string? description, IReadOnlyList<DirectiveNode> directives)
    {
        _texts = new MemberTexts(name, description);
        _origin = directives;
    }

    /// <param name="name">As it stands in the document.</param>
    /// <param name="description">Null where there is none.</param>
    /// <param name="syntax">Where it stands, with its directives.</param>
    private protected SchemaMember(Language.Name name, StringValueNode? description, SyntaxReference syntax)
    {
        _texts = new MemberTexts(name, description);
        (_document, _origin) = syntax;
    }

    public string Name => _texts.Name;

    /// <summary>The name as UTF-8, for writing and for comparing with source bytes.</summary>
    public byte[] Utf8Name => _texts.Utf8Name;

    public string? Description => _texts.Description;

    public IReadOnlyList<DirectiveNode> Directives => _origin switch
    {
        FieldDefinitionNode output => output.Directives,
        InputValueDefinitionNode input => input.Directives,
        EnumValueDefinitionNode value => value.Directives,
        DirectiveDefinitionNode => [],
        var given => (IReadOnlyList<DirectiveNode>)given,
    };

    /// <summary>
    /// Where it was written; null for a member made by code. One that is given a place has the directives there.
    /// </summary>
    public SyntaxReference? Syntax
    {
        get => _document is { } document ? new SyntaxReference(document, (SyntaxNode)_origin) : null;
        internal init
        {
            if (value is { } place)
            {
                (_document, _origin) = place;
            }
        }
    }

    Language.Name INamed.SourceName => _texts.SourceName;

    internal Language.Name SourceName => _texts.SourceName;

    /// <summary>The first applied directive of that name, or null.</summary>
    public DirectiveNode? FindDirective(ReadOnlySpan<byte> directiveName) =>
        AppliedDirectives.Find(Directives, directiveName);

    public bool HasDirective(ReadOnlySpan<byte> directiveName) => FindDirective(directiveName) is not null;
}
