using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Joining;

/// <summary>Writes each graph's own schema out of a supergraph's join directives.</summary>
/// <remarks>
/// Shape: one walk over the supergraph for all graphs; linear in what it holds and what comes out. What a graph has as
/// the supergraph has it is the same node. The results link Federation 2, whatever the graphs themselves spoke: by
/// then both mean the same. What a graph had and the supergraph does not tell (descriptions, arguments that were merged
/// away) is not in them.
/// </remarks>
internal sealed class GraphSchemaWriter
{
    private static readonly IReadOnlyList<DefinitionNode> Header = Parser.Parse("""
        extend schema @link(url: "https://specs.apollo.dev/federation/v2.9")
        """).Definitions;

    private readonly DocumentNode _supergraph;
    private readonly JoinGraphs _graphs;
    private readonly GraphFieldWriter _fields;

    /// <summary>Of the type, field or value at hand.</summary>
    private readonly JoinUses _uses;

    private readonly List<DefinitionNode>[] _written;

    /// <summary>The type that is being written as each graph has it; null where it has not.</summary>
    private readonly GraphType?[] _owned;

    private readonly List<GraphType> _owners = [];

    private GraphSchemaWriter(DocumentNode supergraph, JoinGraphs graphs)
    {
        _supergraph = supergraph;
        _graphs = graphs;
        _fields = new GraphFieldWriter(graphs);
        _uses = new JoinUses(graphs);
        _written = [.. graphs.All.Select(static _ => new List<DefinitionNode>())];
        _owned = new GraphType?[graphs.All.Count];
    }

    /// <returns>A document for each graph, in their order.</returns>
    public static IReadOnlyList<DocumentNode> Write(DocumentNode supergraph, JoinGraphs graphs) =>
        new GraphSchemaWriter(supergraph, graphs).Write();

    private IReadOnlyList<DocumentNode> Write()
    {
        DefinitionNode[] header = [.. Header, .. OtherLinks()];
        foreach (var written in _written)
        {
            written.AddRange(header);
        }

        foreach (var definition in _supergraph.Definitions)
        {
            if (definition is TypeDefinitionNode type && !Words.IsMachinery(type.Name.Value))
            {
                Write(type);
            }
        }

        if (_supergraph.Definitions.OfType<SchemaDefinitionNode>().FirstOrDefault() is { } schema)
        {
            AddRoots(schema);
        }

        return [.. _written.Select(written => _supergraph.With([.. written]))];
    }

    /// <summary>Specifications that composition does not know: what is composed of them is written again.</summary>
    private IEnumerable<SchemaDefinitionNode> OtherLinks() => _supergraph.Definitions
        .OfType<SchemaDefinitionNode>()
        .SelectMany(schema => schema.Directives)
        .Where(directive => SpecLink.Read(directive) is { IsKnown: false })
        .Select(directive => new SchemaDefinitionNode(null, true, [directive], [], default));

    private void AddRoots(SchemaDefinitionNode schema)
    {
        foreach (var written in _written)
        {
            var roots = schema.OperationTypes.Where(root => written.Exists(
                definition => definition is TypeDefinitionNode type && type.Name == root.Type.Name)).ToArray();
            if (roots.Length > 0)
            {
                written.Add(new SchemaDefinitionNode(null, false, [], roots, default));
            }
        }
    }

    private void Write(TypeDefinitionNode type)
    {
        FindOwners(type.Directives);
        switch (type)
        {
            case ComplexTypeDefinitionNode complex:
                Share(complex.Fields, static field => field.Directives, "join__field"u8, _fields.Field);
                break;
            case InputObjectTypeDefinitionNode input:
                Share(input.Fields, static field => field.Directives, "join__field"u8, GraphFieldWriter.Input);
                break;
            case EnumTypeDefinitionNode values:
                Share(
                    values.Values,
                    static value => value.Directives,
                    "join__enumValue"u8,
                    static (value, _) => new EnumValueDefinitionNode(null, value.Name, [], default));
                break;
        }

        _uses.Read(type.Directives, type is UnionTypeDefinitionNode ? "join__unionMember"u8 : "join__implements"u8);
        var setsContexts = JoinDirectives.All(type.Directives, Words.Context).Any();
        foreach (var owner in _owners)
        {
            DirectiveNode[] contexts =
                setsContexts ? [.. JoinContexts.ReadType(type.Directives, _graphs.All[owner.Graph])] : [];
            if (owner.Write(type, _uses, contexts) is { } written)
            {
                _written[owner.Graph].Add(written);
            }
        }
    }

    private void FindOwners(IReadOnlyList<DirectiveNode> applied)
    {
        _owners.Clear();
        Array.Clear(_owned);
        _uses.Read(applied, "join__type"u8);
        for (var graph = 0; _uses.BelongsToAll && graph < _owned.Length; graph++)
        {
            Own(graph);
        }

        for (var use = 0; use < _uses.Count; use++)
        {
            Own(_uses.GraphOf(use)).Joined.Add(_uses[use]);
        }
    }

    private GraphType Own(int graph)
    {
        if (_owned[graph] is not { } owner)
        {
            _owned[graph] = owner = new GraphType(graph);
            _owners.Add(owner);
        }

        return owner;
    }

    /// <summary>
    /// Gives each owner its members; those without the directive belong to all. A directive that says whose the member
    /// is and no more leaves one node for all that it says it of.
    /// </summary>
    private void Share<TNode>(
        IReadOnlyList<TNode> members,
        Func<TNode, IReadOnlyList<DirectiveNode>> directivesOf,
        ReadOnlySpan<byte> directive,
        Func<TNode, DirectiveNode?, TNode> write)
        where TNode : SyntaxNode
    {
        foreach (var member in members.Elements())
        {
            _uses.Read(directivesOf(member), directive);
            TNode? plain = null;
            for (var owner = 0; _uses.BelongsToAll && owner < _owners.Count; owner++)
            {
                _owners[owner].Members.Add(plain ??= write(member, null));
            }

            for (var use = 0; use < _uses.Count; use++)
            {
                if (_owned[_uses.GraphOf(use)] is { } owner && owner.IsNew(member))
                {
                    owner.Members.Add(
                        _uses.SaysMore(use) ? write(member, _uses[use]) : plain ??= write(member, null));
                }
            }
        }
    }

    public static DirectiveNode Directive(string name, params (string Name, ValueNode Value)[] arguments) => new(
        new Name(name),
        [.. arguments.Select(argument => new ArgumentNode(new Name(argument.Name), argument.Value, default))],
        default);
}
