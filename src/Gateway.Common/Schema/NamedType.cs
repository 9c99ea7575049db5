using Gateway.Common.Language;

namespace Gateway.Common.Schema;

/// <summary>A named type; see the kinds below it. Source: GraphQL §3.4.</summary>
public abstract class NamedType : SchemaType, INamed
{
    private readonly Member _member;

    private protected NamedType(string name, string? description, IReadOnlyList<DirectiveNode> directives) =>
        _member = new Member(name, description, directives);

    private protected NamedType(TypeSource source)
    {
        _member = new Member(source);
        Syntax = source.Syntax;
    }

    public string Name => _member.Name;

    public byte[] Utf8Name => _member.Utf8Name;

    public string? Description => _member.Description;

    public IReadOnlyList<DirectiveNode> Directives => _member.Directives;

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

    Language.Name INamed.SourceName => _member.SourceName;

    internal Language.Name SourceName => _member.SourceName;

    public DirectiveNode? FindDirective(ReadOnlySpan<byte> directiveName) => _member.FindDirective(directiveName);

    public bool HasDirective(ReadOnlySpan<byte> directiveName) => _member.HasDirective(directiveName);

    public override string ToString() => Name;

    private sealed class Member : SchemaMember
    {
        public Member(string name, string? description, IReadOnlyList<DirectiveNode> directives)
            : base(name, description, directives)
        {
        }

        public Member(TypeSource source)
            : base(source.Name, source.Description, source.Directives, source.Syntax[0])
        {
        }
    }
}
