using System.Runtime.InteropServices;
using Gateway.Common.Language;

namespace Gateway.Common.Schema.Building;

/// <summary>Gives types their fields, members and values, extensions' after the definition's.</summary>
internal sealed class MemberAssembly(TypeResolver resolver)
{
    /// <summary>The types that one type names, while they are looked up.</summary>
    private readonly List<NamedType> _named = [];

    public void Fill(NamedType type)
    {
        switch (type)
        {
            case ComplexType complex:
                FillComplex(complex);
                break;
            case UnionType union:
                (union.DeclaredMembers, union.Members) =
                    Named<ObjectType>(union, static node => ((UnionTypeDefinitionNode)node).Members);
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
        (type.DeclaredInterfaces, type.Interfaces) =
            Named<InterfaceType>(type, static node => ((ComplexTypeDefinitionNode)node).Interfaces);
        type.Fields = Members(
            type,
            static node => ((ComplexTypeDefinitionNode)node).Fields,
            static (self, owner, node, document) => self.Field(owner, node, document));
    }

    /// <returns>All that are named; and those of one kind, each once. One array where these are the same.</returns>
    private (NamedType[] Declared, T[] Taken) Named<T>(
        NamedType owner, Func<SyntaxNode, IReadOnlyList<NamedTypeNode>> references)
        where T : NamedType
    {
        _named.Clear();
        for (var part = 0; part < owner.Syntax.Count; part++)
        {
            var (document, node) = owner.Syntax[part];
            foreach (var name in references(node).Elements())
            {
                if (resolver.Named(name, document) is { } type)
                {
                    _named.Add(type);
                }
            }
        }

        var taken = Only<T>(CollectionsMarshal.AsSpan(_named));
        return (taken.Length == _named.Count ? taken : _named.ToArray(), taken);
    }

    /// <summary>Those of one kind, each once.</summary>
    private static T[] Only<T>(ReadOnlySpan<NamedType> types)
        where T : NamedType
    {
        if (types.Length > NameSlots.ScanMax)
        {
            return [.. types.ToArray().OfType<T>().Distinct()];
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
        where TNode : SyntaxNode
        where TMember : SchemaMember
    {
        var members = new TMember[Count(owner, nodesOf)];
        var count = 0;
        for (var part = 0; part < owner.Syntax.Count; part++)
        {
            var (document, definition) = owner.Syntax[part];
            foreach (var node in nodesOf(definition).Elements())
            {
                members[count++] = create(this, owner, node, document);
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
        IReadOnlyList<InputValueDefinitionNode> list, DocumentNode document)
    {
        var nodes = list.Elements();
        var arguments = nodes.IsEmpty ? [] : new InputValueDefinition[nodes.Length];
        for (var index = 0; index < arguments.Length; index++)
        {
            arguments[index] = InputValue(nodes[index], document);
        }

        return MemberMap<InputValueDefinition>.Of(arguments);
    }

    private InputValueDefinition InputValue(InputValueDefinitionNode node, DocumentNode document) =>
        new(node, document, resolver.Resolve(node.Type, document));
}
