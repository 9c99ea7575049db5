using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Joining;

/// <summary>A type of the supergraph as one graph has it, while it is written.</summary>
/// <param name="graph">Index among the graphs.</param>
internal sealed class GraphType(int graph)
{
    private SyntaxNode? _latest;

    public int Graph { get; } = graph;

    /// <summary>The <c>@join__type</c>s that speak of the graph.</summary>
    public List<DirectiveNode> Joined { get; } = [];

    /// <summary>Fields, input fields or values.</summary>
    public List<SyntaxNode> Members { get; } = [];

    /// <summary>False when asked of one member once more: the first directive that names the graph counts.</summary>
    public bool IsNew(SyntaxNode member)
    {
        var isNew = _latest != member;
        _latest = member;
        return isNew;
    }

    /// <param name="type">In the supergraph.</param>
    /// <param name="named">What all graphs say it implements or, as a union, holds.</param>
    /// <param name="contexts">The <c>@context</c>s that the graph has on it.</param>
    /// <returns>Null where the graph has none of the type's fields.</returns>
    public TypeDefinitionNode? Write(TypeDefinitionNode type, JoinUses named, DirectiveNode[] contexts)
    {
        var isInterfaceObject = Joined.Exists(
            static directive => DirectiveArguments.Flag(directive, "isInterfaceObject"u8) == true);
        DirectiveNode[] directives = [.. Directives(isInterfaceObject), .. contexts];
        return type switch
        {
            ComplexTypeDefinitionNode when Members.Count == 0 => null,
            InterfaceTypeDefinitionNode face when !isInterfaceObject => new InterfaceTypeDefinitionNode(
                null, false, type.Name, Named(named, "interface"u8, face.Interfaces), directives,
                Own<FieldDefinitionNode>(), default),
            ComplexTypeDefinitionNode complex => new ObjectTypeDefinitionNode(
                null, false, type.Name,
                isInterfaceObject ? [] : Named(named, "interface"u8, complex.Interfaces), directives,
                Own<FieldDefinitionNode>(), default),
            UnionTypeDefinitionNode union => new UnionTypeDefinitionNode(
                null, false, type.Name, directives, Named(named, "member"u8, union.Members), default),
            EnumTypeDefinitionNode => new EnumTypeDefinitionNode(
                null, false, type.Name, directives, Own<EnumValueDefinitionNode>(), default),
            InputObjectTypeDefinitionNode => new InputObjectTypeDefinitionNode(
                null, false, type.Name, directives, Own<InputValueDefinitionNode>(), default),
            _ => new ScalarTypeDefinitionNode(null, false, type.Name, directives, default),
        };
    }

    private TNode[] Own<TNode>()
        where TNode : SyntaxNode
    {
        var own = new TNode[Members.Count];
        for (var index = 0; index < own.Length; index++)
        {
            own[index] = (TNode)Members[index];
        }

        return own;
    }

    private NamedTypeNode[] Named(
        JoinUses uses, ReadOnlySpan<byte> argument, IReadOnlyList<NamedTypeNode> all)
    {
        if (uses.BelongsToAll)
        {
            return [.. all];
        }

        var named = new List<NamedTypeNode>();
        for (var use = 0; use < uses.Count; use++)
        {
            if (uses.GraphOf(use) == Graph && DirectiveArguments.Text(uses[use], argument) is { } name)
            {
                named.Add(new NamedTypeNode(new Name(name), default));
            }
        }

        return [.. named];
    }

    private List<DirectiveNode> Directives(bool isInterfaceObject)
    {
        var directives = new List<DirectiveNode>();
        foreach (var directive in Joined)
        {
            if (DirectiveArguments.Find(directive, "key"u8) is { } key)
            {
                var isResolvable = DirectiveArguments.Flag(directive, "resolvable"u8) ?? true;
                directives.Add(GraphSchemaWriter.Directive(
                    Words.Key, ("fields", key), ("resolvable", new BooleanValueNode(isResolvable, default))));
            }
        }

        if (Joined.Exists(static directive => DirectiveArguments.Flag(directive, "extension"u8) == true))
        {
            directives.Add(GraphSchemaWriter.Directive(Words.Extends));
        }

        if (isInterfaceObject)
        {
            directives.Add(GraphSchemaWriter.Directive(Words.InterfaceObject));
        }

        return directives;
    }
}
