using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Joining;

/// <summary>Writes one graph's own schema out of a supergraph's join directives.</summary>
/// <remarks>
/// The result links Federation 2, whatever the graph itself spoke: by then both mean the same. What the graph had and
/// the supergraph does not tell (descriptions, arguments that were merged away) is not in it.
/// </remarks>
internal sealed class GraphSchemaWriter(DocumentNode supergraph, JoinGraph graph, IReadOnlyList<JoinGraph> graphs)
{
    private const string Header = """
        extend schema @link(url: "https://specs.apollo.dev/federation/v2.9")
        """;

    private readonly GraphFieldWriter _fields = new(graph, graphs);

    public DocumentNode Write()
    {
        var definitions = new List<DefinitionNode>(Parser.Parse(Header).Definitions);
        definitions.AddRange(OtherLinks());
        var owned = supergraph.Definitions.OfType<TypeDefinitionNode>()
            .Where(type => !Words.IsMachinery(type.Name.Value)
                && JoinDirectives.Has(type.Directives, "join__type", graph))
            .ToList();
        definitions.AddRange(owned.Select(Write).OfType<DefinitionNode>());
        var written = definitions.OfType<TypeDefinitionNode>().Select(type => type.Name).ToHashSet();
        definitions.AddRange(supergraph.Definitions.OfType<SchemaDefinitionNode>().Take(1)
            .Select(schema => Roots(schema, written)).OfType<DefinitionNode>());
        return Parser.Parse(Printer.Print(new DocumentNode([], [.. definitions], default)));
    }

    /// <summary>Specifications that composition does not know: what is composed of them is written again.</summary>
    private IEnumerable<SchemaDefinitionNode> OtherLinks() => supergraph.Definitions
        .OfType<SchemaDefinitionNode>()
        .SelectMany(schema => schema.Directives)
        .Where(directive => SpecLink.Read(directive) is { IsKnown: false })
        .Select(directive => new SchemaDefinitionNode(null, true, [directive], [], default));

    private static SchemaDefinitionNode? Roots(SchemaDefinitionNode schema, HashSet<Name> written)
    {
        var roots = schema.OperationTypes.Where(root => written.Contains(root.Type.Name)).ToArray();
        return roots.Length == 0 ? null : new SchemaDefinitionNode(null, false, [], roots, default);
    }

    private TypeDefinitionNode? Write(TypeDefinitionNode type)
    {
        var joined = JoinDirectives.Of(type.Directives, "join__type", graph);
        var isInterfaceObject = joined.Any(
            directive => DirectiveArguments.Flag(directive, "isInterfaceObject"u8) == true);
        DirectiveNode[] directives =
            [.. Directives(joined, isInterfaceObject), .. JoinContexts.ReadType(type.Directives, graph)];
        return type switch
        {
            ComplexTypeDefinitionNode complex => Write(complex, directives, isInterfaceObject),
            UnionTypeDefinitionNode union => new UnionTypeDefinitionNode(
                null, false, type.Name, directives, Members(union), default),
            EnumTypeDefinitionNode values => new EnumTypeDefinitionNode(
                null, false, type.Name, directives,
                [.. values.Values.Where(value => JoinDirectives.Has(value.Directives, "join__enumValue", graph))
                    .Select(value => new EnumValueDefinitionNode(null, value.Name, [], default))],
                default),
            InputObjectTypeDefinitionNode input => new InputObjectTypeDefinitionNode(
                null, false, type.Name, directives, _fields.WriteInputs(input.Fields), default),
            _ => new ScalarTypeDefinitionNode(null, false, type.Name, directives, default),
        };
    }

    private ComplexTypeDefinitionNode? Write(
        ComplexTypeDefinitionNode type, DirectiveNode[] directives, bool isInterfaceObject)
    {
        var fields = _fields.Write(type.Fields);
        if (fields.Length == 0)
        {
            return null;
        }

        var interfaces = isInterfaceObject ? [] : Interfaces(type);
        return type is InterfaceTypeDefinitionNode && !isInterfaceObject
            ? new InterfaceTypeDefinitionNode(null, false, type.Name, interfaces, directives, fields, default)
            : new ObjectTypeDefinitionNode(null, false, type.Name, interfaces, directives, fields, default);
    }

    private NamedTypeNode[] Interfaces(ComplexTypeDefinitionNode type)
    {
        if (!JoinDirectives.All(type.Directives, "join__implements").Any())
        {
            return [.. type.Interfaces];
        }

        return [.. JoinDirectives.Of(type.Directives, "join__implements", graph)
            .Select(directive => DirectiveArguments.Text(directive, "interface"u8))
            .OfType<string>()
            .Select(name => new NamedTypeNode(new Name(name), default))];
    }

    private NamedTypeNode[] Members(UnionTypeDefinitionNode union)
    {
        if (!JoinDirectives.All(union.Directives, "join__unionMember").Any())
        {
            return [.. union.Members];
        }

        return [.. JoinDirectives.Of(union.Directives, "join__unionMember", graph)
            .Select(directive => DirectiveArguments.Text(directive, "member"u8))
            .OfType<string>()
            .Select(name => new NamedTypeNode(new Name(name), default))];
    }

    private static DirectiveNode[] Directives(IReadOnlyList<DirectiveNode> joined, bool isInterfaceObject)
    {
        var directives = new List<DirectiveNode>();
        foreach (var directive in joined)
        {
            if (DirectiveArguments.Find(directive, "key"u8) is { } key)
            {
                var isResolvable = DirectiveArguments.Flag(directive, "resolvable"u8) ?? true;
                directives.Add(Directive(
                    Words.Key, ("fields", key), ("resolvable", new BooleanValueNode(isResolvable, default))));
            }
        }

        if (joined.Any(directive => DirectiveArguments.Flag(directive, "extension"u8) == true))
        {
            directives.Add(Directive(Words.Extends));
        }

        if (isInterfaceObject)
        {
            directives.Add(Directive(Words.InterfaceObject));
        }

        return [.. directives];
    }

    public static DirectiveNode Directive(string name, params (string Name, ValueNode Value)[] arguments) => new(
        new Name(name),
        [.. arguments.Select(argument => new ArgumentNode(new Name(argument.Name), argument.Value, default))],
        default);
}
