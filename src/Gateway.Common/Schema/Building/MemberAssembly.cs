using Gateway.Common.Language;

namespace Gateway.Common.Schema.Building;

/// <summary>Gives types their fields, members and values, extensions' after the definition's.</summary>
internal sealed class MemberAssembly(TypeResolver resolver)
{
    public void Fill(NamedType type)
    {
        switch (type)
        {
            case ComplexType complex:
                FillComplex(complex);
                break;
            case UnionType union:
                var named = Named(union, static node => ((UnionTypeDefinitionNode)node).Members);
                union.DeclaredMembers = named;
                union.Members = Only<ObjectType>(named);
                break;
            case EnumType @enum:
                @enum.Values = Members(
                    @enum,
                    static node => ((EnumTypeDefinitionNode)node).Values,
                    static (_, _, node, document) => new EnumValueDefinition(node, document));
                break;
            case InputObjectType input:
                input.Fields = Members(
                    input,
                    static node => ((InputObjectTypeDefinitionNode)node).Fields,
                    static (self, _, node, document) => self.InputValue(node, document));
                break;
        }
    }

    public DirectiveDefinition Directive(SyntaxReference syntax)
    {
        var node = (DirectiveDefinitionNode)syntax.Node;
        return new DirectiveDefinition(
            node.Name.Value,
            node.Description?.Value,
            Arguments(node.Arguments, syntax.Document),
            node.IsRepeatable,
            [.. node.Locations.Select(location => location.Value)])
        {
            Syntax = syntax,
        };
    }

    private void FillComplex(ComplexType type)
    {
        var named = Named(type, static node => ((ComplexTypeDefinitionNode)node).Interfaces);
        type.DeclaredInterfaces = named;
        type.Interfaces = Only<InterfaceType>(named);
        type.Fields = Members(
            type,
            static node => ((ComplexTypeDefinitionNode)node).Fields,
            static (self, owner, node, document) => self.Field(owner, node, document));
    }

    private NamedType[] Named(NamedType owner, Func<SyntaxNode, IReadOnlyList<NamedTypeNode>> references)
    {
        var total = Count(owner, references);
        var types = total == 0 ? [] : new NamedType[total];
        var count = 0;
        for (var part = 0; part < owner.Syntax.Count; part++)
        {
            var (document, node) = owner.Syntax[part];
            var names = references(node);
            for (var index = 0; index < names.Count; index++)
            {
                if (resolver.Named(names[index], document) is { } type)
                {
                    types[count++] = type;
                }
            }
        }

        return count == types.Length ? types : types[..count];
    }

    /// <summary>Those of one kind, each once.</summary>
    private static T[] Only<T>(NamedType[] types)
        where T : NamedType
    {
        if (types.Length > NameSlots.ScanMax)
        {
            return [.. types.OfType<T>().Distinct()];
        }

        var only = types.Length == 0 ? [] : new T[types.Length];
        var count = 0;
        foreach (var type in types)
        {
            if (type is T taken && !only.AsSpan(0, count).Contains(taken))
            {
                only[count++] = taken;
            }
        }

        return count == only.Length ? only : only[..count];
    }

    private MemberMap<TMember> Members<TType, TNode, TMember>(
        TType owner,
        Func<SyntaxNode, IReadOnlyList<TNode>> nodesOf,
        Func<MemberAssembly, TType, TNode, DocumentNode, TMember> create)
        where TType : NamedType
        where TMember : SchemaMember
    {
        var members = new TMember[Count(owner, nodesOf)];
        var count = 0;
        for (var part = 0; part < owner.Syntax.Count; part++)
        {
            var (document, definition) = owner.Syntax[part];
            var nodes = nodesOf(definition);
            for (var index = 0; index < nodes.Count; index++)
            {
                members[count++] = create(this, owner, nodes[index], document);
            }
        }

        return MemberMap<TMember>.Of(members);
    }

    private static int Count<TNode>(NamedType owner, Func<SyntaxNode, IReadOnlyList<TNode>> nodesOf)
    {
        var count = 0;
        for (var part = 0; part < owner.Syntax.Count; part++)
        {
            count += nodesOf(owner.Syntax[part].Node).Count;
        }

        return count;
    }

    private FieldDefinition Field(ComplexType owner, FieldDefinitionNode node, DocumentNode document) =>
        new(node, document, owner, resolver.Resolve(node.Type, document), Arguments(node.Arguments, document));

    private MemberMap<InputValueDefinition> Arguments(
        IReadOnlyList<InputValueDefinitionNode> nodes, DocumentNode document)
    {
        var arguments = nodes.Count == 0 ? [] : new InputValueDefinition[nodes.Count];
        for (var index = 0; index < arguments.Length; index++)
        {
            arguments[index] = InputValue(nodes[index], document);
        }

        return MemberMap<InputValueDefinition>.Of(arguments);
    }

    private InputValueDefinition InputValue(InputValueDefinitionNode node, DocumentNode document) =>
        new(node, document, resolver.Resolve(node.Type, document));
}
