using Gateway.Common.Language;
using Gateway.Common.Schema.Building;

namespace Gateway.Common.Schema;

/// <summary>A named type; see the kinds below it. Source: GraphQL §3.4.</summary>
public abstract class NamedType : SchemaType, INamed
{
    private MemberTexts _texts;

    private protected NamedType(string name, string? description, IReadOnlyList<DirectiveNode> directives)
    {
        _texts = new MemberTexts(name, description);
        Directives = directives;
    }

    private protected NamedType(TypeSource source)
    {
        _texts = new MemberTexts(source.Name, source.Description);
        Directives = source.Directives;
        Syntax = source.Syntax;
    }

    public string Name => _texts.Name;

    public byte[] Utf8Name => _texts.Utf8Name;

    public string? Description => _texts.Description;

    public IReadOnlyList<DirectiveNode> Directives { get; }

    /// <summary>Position among its schema's types, from 0: an index for tables by type.</summary>
    public int Index { get; internal set; } = -1;

    /// <summary>
    /// Where it was written: the definition first, then the extensions; empty for a type made by code.
    /// </summary>
    public IReadOnlyList<SyntaxReference> Syntax { get; internal set; } = [];

    public override NamedType Named => this;

    /// <summary>Scalars and enums.</summary>
    public bool IsLeaf => this is ScalarType or EnumType;

    public bool IsComposite => this is ObjectType or InterfaceType or UnionType;

    public bool IsAbstract => this is InterfaceType or UnionType;

    public bool IsInput => this is ScalarType or EnumType or InputObjectType;

    public bool IsOutput => this is not InputObjectType;

    Language.Name INamed.SourceName => _texts.SourceName;

    internal Language.Name SourceName => _texts.SourceName;

    /// <inheritdoc cref="SchemaMember.FindDirective"/>
    public DirectiveNode? FindDirective(ReadOnlySpan<byte> directiveName) =>
        AppliedDirectives.Find(Directives, directiveName);

    public bool HasDirective(ReadOnlySpan<byte> directiveName) => FindDirective(directiveName) is not null;

    public override string ToString() => Name;
}
