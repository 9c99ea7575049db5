using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Joining;

/// <summary>Adds to a merged type what each source has of it, as join directives.</summary>
internal sealed class JoinTypeWriter
{
    private readonly IReadOnlyList<string> _graphs;
    private readonly JoinFieldWriter _fields;
    private readonly JoinWords _words;
    private readonly SourceFacts[] _sources;

    public JoinTypeWriter(Supergraph supergraph, IReadOnlyList<string> graphs, JoinWords words)
    {
        _graphs = graphs;
        _words = words;
        _sources =
            [.. supergraph.Sources.Select((source, index) => new SourceFacts(index, source, supergraph.Schema))];
        _fields = new JoinFieldWriter(supergraph, graphs, _sources, words);
    }

    public IReadOnlyList<SourceFacts> Sources => _sources;

    public DefinitionNode Write(NamedType type, TypeDefinitionNode node)
    {
        var holders = _sources.Where(facts => facts.Types.ContainsKey(type.Name)).ToArray();
        var contexts = holders.SelectMany(facts => JoinContexts.OfType(facts, facts.Types[type.Name])).ToArray();
        _words.NoteContexts(contexts.Length > 0);
        DirectiveNode[] directives =
        [
            .. holders.SelectMany(facts => TypeDirectives(facts, facts.Types[type.Name])),
            .. contexts,
            .. _words.Keep(node.Directives),
        ];
        return node switch
        {
            ObjectTypeDefinitionNode own => new ObjectTypeDefinitionNode(
                own.Description, false, own.Name, [.. own.Interfaces], directives,
                _fields.Write((ComplexType)type, own.Fields, holders), default),
            InterfaceTypeDefinitionNode own => new InterfaceTypeDefinitionNode(
                own.Description, false, own.Name, [.. own.Interfaces], directives,
                _fields.Write((ComplexType)type, own.Fields, holders), default),
            UnionTypeDefinitionNode own => new UnionTypeDefinitionNode(
                own.Description, false, own.Name, directives, [.. own.Members], default),
            EnumTypeDefinitionNode own => new EnumTypeDefinitionNode(
                own.Description, false, own.Name, directives,
                [.. own.Values.Select(value => WriteValue(type.Name, value, holders))], default),
            InputObjectTypeDefinitionNode own => new InputObjectTypeDefinitionNode(
                own.Description, false, own.Name, directives,
                _fields.WriteInputs((InputObjectType)type, own.Fields, holders), default),
            _ => new ScalarTypeDefinitionNode(node.Description, false, node.Name, directives, default),
        };
    }

    private IEnumerable<DirectiveNode> TypeDirectives(SourceFacts facts, NamedType type)
    {
        var graph = ("graph", (ValueNode)JoinDefinitions.Graph(_graphs[facts.Index]));
        var isInterfaceObject = facts.IsInterfaceObject(type);
        var keys = facts.KeysOf(type).ToList();
        foreach (var key in keys)
        {
            var arguments = new List<(string Name, ValueNode Value)> { graph, ("key", JoinDefinitions.Text(key.Text)) };
            AddFlag(arguments, "extension", facts.IsExtension(type), value: true);
            AddFlag(arguments, "resolvable", !key.IsResolvable, value: false);
            AddFlag(arguments, "isInterfaceObject", isInterfaceObject, value: true);
            yield return GraphSchemaWriter.Directive("join__type", [.. arguments]);
        }

        if (keys.Count == 0)
        {
            yield return GraphSchemaWriter.Directive("join__type", graph);
        }

        foreach (var face in type is ComplexType complex ? complex.Interfaces : [])
        {
            yield return GraphSchemaWriter.Directive(
                "join__implements", graph, ("interface", JoinDefinitions.Text(face.Name)));
        }

        foreach (var member in type is UnionType union ? union.Members : [])
        {
            yield return GraphSchemaWriter.Directive(
                "join__unionMember", graph, ("member", JoinDefinitions.Text(member.Name)));
        }
    }

    private static void AddFlag(
        List<(string Name, ValueNode Value)> arguments, string name, bool isWritten, bool value)
    {
        if (isWritten)
        {
            arguments.Add((name, new BooleanValueNode(value, default)));
        }
    }

    private EnumValueDefinitionNode WriteValue(
        string type, EnumValueDefinitionNode value, SourceFacts[] holders) => new(
        value.Description,
        value.Name,
        [.. holders.Where(facts => ((EnumType)facts.Types[type]).Values.Contains(value.Name.Value))
            .Select(facts => GraphSchemaWriter.Directive(
                "join__enumValue", ("graph", JoinDefinitions.Graph(_graphs[facts.Index])))),
            .. _words.Keep(value.Directives)],
        default);
}
