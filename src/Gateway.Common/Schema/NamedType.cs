using System.Text;
using Gateway.Common.Language;

namespace Gateway.Common.Schema;

/// <summary>What has a name, a description and directives in the type system.</summary>
/// <param name="name">The name in the schema.</param>
/// <param name="description">Null where there is none.</param>
/// <param name="directives">Applied directives, as parsed, extensions' included, in document order.</param>
public abstract class SchemaMember(string name, string? description, IReadOnlyList<DirectiveNode> directives)
{
    public string Name { get; } = name;

    /// <summary>The name as UTF-8, for writing and for comparing with source bytes.</summary>
    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(name);

    public string? Description { get; } = description;

    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;

    /// <summary>Where it was written; null for a member made by code.</summary>
    public SyntaxReference? Syntax { get; internal init; }

    /// <summary>The first applied directive of that name, or null.</summary>
    public DirectiveNode? FindDirective(ReadOnlySpan<byte> directiveName)
    {
        foreach (var directive in Directives)
        {
            if (directive.Name.Is(directiveName))
            {
                return directive;
            }
        }

        return null;
    }

    public bool HasDirective(ReadOnlySpan<byte> directiveName) => FindDirective(directiveName) is not null;
}

/// <summary>A named type; see the kinds below it. Source: GraphQL §3.4.</summary>
public abstract class NamedType : SchemaType
{
    private readonly Member _member;

    private protected NamedType(string name, string? description, IReadOnlyList<DirectiveNode> directives) =>
        _member = new Member(name, description, directives);

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

    public DirectiveNode? FindDirective(ReadOnlySpan<byte> directiveName) => _member.FindDirective(directiveName);

    public bool HasDirective(ReadOnlySpan<byte> directiveName) => _member.HasDirective(directiveName);

    public override string ToString() => Name;

    private sealed class Member(string name, string? description, IReadOnlyList<DirectiveNode> directives)
        : SchemaMember(name, description, directives);
}
