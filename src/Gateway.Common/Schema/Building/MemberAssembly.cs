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
                union.DeclaredMembers = Named(union, node => ((UnionTypeDefinitionNode)node).Members);
                union.Members = [.. union.DeclaredMembers.OfType<ObjectType>().Distinct()];
                break;
            case EnumType @enum:
                @enum.Values = Members(@enum, node => ((EnumTypeDefinitionNode)node).Values, EnumValue);
                break;
            case InputObjectType input:
                input.Fields = Members(input, node => ((InputObjectTypeDefinitionNode)node).Fields, InputValue);
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
        type.DeclaredInterfaces = Named(type, node => ((ComplexTypeDefinitionNode)node).Interfaces);
        type.Interfaces = [.. type.DeclaredInterfaces.OfType<InterfaceType>().Distinct()];
        type.Fields = Members(type, node => ((ComplexTypeDefinitionNode)node).Fields, Field);
        foreach (var field in type.Fields)
        {
            field.DeclaringType = type;
        }
    }

    private List<NamedType> Named(NamedType owner, Func<SyntaxNode, IReadOnlyList<NamedTypeNode>> references)
    {
        var types = new List<NamedType>();
        foreach (var (document, node) in owner.Syntax)
        {
            foreach (var reference in references(node))
            {
                if (resolver.Named(reference, document) is { } type)
                {
                    types.Add(type);
                }
            }
        }

        return types;
    }

    private static MemberMap<TMember> Members<TNode, TMember>(
        NamedType owner,
        Func<SyntaxNode, IReadOnlyList<TNode>> nodes,
        Func<TNode, DocumentNode, TMember> create)
        where TMember : SchemaMember
    {
        var members = new List<TMember>();
        foreach (var (document, definition) in owner.Syntax)
        {
            foreach (var node in nodes(definition))
            {
                members.Add(create(node, document));
            }
        }

        return new MemberMap<TMember>(members);
    }

    private FieldDefinition Field(FieldDefinitionNode node, DocumentNode document) =>
        new(
            node.Name.Value,
            node.Description?.Value,
            node.Directives,
            resolver.Resolve(node.Type, document),
            Arguments(node.Arguments, document),
            AppliedDirectives.DeprecationReason(node.Directives))
        {
            Syntax = new SyntaxReference(document, node),
        };

    private MemberMap<InputValueDefinition> Arguments(
        IReadOnlyList<InputValueDefinitionNode> nodes, DocumentNode document) =>
        nodes.Count == 0
            ? MemberMap<InputValueDefinition>.Empty
            : new MemberMap<InputValueDefinition>(nodes.Select(node => InputValue(node, document)));

    private InputValueDefinition InputValue(InputValueDefinitionNode node, DocumentNode document) =>
        new(
            node.Name.Value,
            node.Description?.Value,
            node.Directives,
            resolver.Resolve(node.Type, document),
            node.DefaultValue,
            AppliedDirectives.DeprecationReason(node.Directives))
        {
            Syntax = new SyntaxReference(document, node),
        };

    private static EnumValueDefinition EnumValue(EnumValueDefinitionNode node, DocumentNode document) =>
        new(
            node.Name.Value,
            node.Description?.Value,
            node.Directives,
            AppliedDirectives.DeprecationReason(node.Directives))
        {
            Syntax = new SyntaxReference(document, node),
        };
}
