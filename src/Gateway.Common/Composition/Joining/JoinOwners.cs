using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Joining;

/// <summary>Says of a supergraph of join v0.1 what later versions say of each field.</summary>
/// <remarks>
/// Shape: v0.1 names an owner of each entity, and of each field the one graph that answers it. The fields that another
/// graph has for its keys get a <c>@join__field</c> for it, and those that its <c>requires</c> and <c>provides</c> name
/// an external one; a field without a graph is its owner's. Any other supergraph stays as it is.
/// Source: Apollo join v0.1, <c>@join__owner</c>; v0.3, <c>@join__field(external:)</c>.
/// </remarks>
internal sealed class JoinOwners
{
    private readonly Dictionary<Name, ComplexTypeDefinitionNode> _types;

    /// <summary>By field, the graphs that have it beside the one that answers it, and whether as external.</summary>
    private readonly Dictionary<FieldDefinitionNode, Dictionary<string, bool>> _added = [];

    private JoinOwners(DocumentNode supergraph) =>
        _types = supergraph.Definitions.OfType<ComplexTypeDefinitionNode>()
            .GroupBy(static type => type.Name)
            .ToDictionary(static named => named.Key, static named => named.First());

    public static DocumentNode Spell(DocumentNode supergraph)
    {
        var isOwned = supergraph.Definitions.OfType<DirectiveDefinitionNode>()
            .Any(static directive => directive.Name.Is("join__owner"u8));
        return isOwned ? new JoinOwners(supergraph).Write(supergraph) : supergraph;
    }

    private DocumentNode Write(DocumentNode supergraph)
    {
        foreach (var type in _types.Values)
        {
            foreach (var joined in JoinDirectives.All(type.Directives, "join__type"))
            {
                Add(type, joined, "key"u8, GraphOf(joined), isExternal: false);
            }

            foreach (var field in type.Fields)
            {
                foreach (var joined in JoinDirectives.All(field.Directives, "join__field"))
                {
                    Add(type, joined, "requires"u8, GraphOf(joined), isExternal: true);
                    Add(Find(field), joined, "provides"u8, GraphOf(joined), isExternal: true);
                }
            }
        }

        return supergraph.With([.. supergraph.Definitions.Select(Spelled)]);
    }

    private void Add(
        ComplexTypeDefinitionNode? type,
        DirectiveNode joined,
        ReadOnlySpan<byte> argument,
        string? graph,
        bool isExternal)
    {
        if (graph is not null && DirectiveArguments.Text(joined, argument) is { } text
            && FieldSets.Read(text) is { } set)
        {
            Add(type, set.Selection, graph, isExternal);
        }
    }

    private void Add(ComplexTypeDefinitionNode? type, SelectionSetNode selection, string graph, bool isExternal)
    {
        foreach (var node in selection.Selections)
        {
            if (node is InlineFragmentNode fragment)
            {
                var on = fragment.TypeCondition is { } condition ? _types.GetValueOrDefault(condition.Name) : type;
                Add(on, fragment.SelectionSet, graph, isExternal);
            }
            else if (node is FieldNode selected
                && type?.Fields.FirstOrDefault(field => field.Name == selected.Name) is { } field)
            {
                Add(type, field, graph, isExternal);
                if (selected.SelectionSet is { } below)
                {
                    Add(Find(field), below, graph, isExternal);
                }
            }
        }
    }

    /// <remarks>What is a key somewhere is no external field there.</remarks>
    private void Add(ComplexTypeDefinitionNode type, FieldDefinitionNode field, string graph, bool isExternal)
    {
        if (OwnerOf(type) is not { } owner || GraphsOf(field, owner).Contains(graph))
        {
            return;
        }

        if (!_added.TryGetValue(field, out var added))
        {
            _added.Add(field, added = []);
        }

        added[graph] = isExternal && added.GetValueOrDefault(graph, true);
    }

    private ComplexTypeDefinitionNode? Find(FieldDefinitionNode field)
    {
        var type = field.Type;
        while (type is not NamedTypeNode)
        {
            type = type is ListTypeNode list ? list.ElementType : ((NonNullTypeNode)type).NullableType;
        }

        return _types.GetValueOrDefault(((NamedTypeNode)type).Name);
    }

    private DefinitionNode Spelled(DefinitionNode definition) => definition switch
    {
        ObjectTypeDefinitionNode type when OwnerOf(type) is { } owner => new ObjectTypeDefinitionNode(
            type.Description, type.IsExtension, type.Name, [.. type.Interfaces], [.. type.Directives],
            Spelled(type.Fields, owner), type.Span),
        InterfaceTypeDefinitionNode type when OwnerOf(type) is { } owner => new InterfaceTypeDefinitionNode(
            type.Description, type.IsExtension, type.Name, [.. type.Interfaces], [.. type.Directives],
            Spelled(type.Fields, owner), type.Span),
        _ => definition,
    };

    private FieldDefinitionNode[] Spelled(IReadOnlyList<FieldDefinitionNode> fields, string owner) =>
        [.. fields.Select(field => new FieldDefinitionNode(
            field.Description, field.Name, [.. field.Arguments], field.Type,
            [.. field.Directives, .. Added(field, owner)], field.Span))];

    private IEnumerable<DirectiveNode> Added(FieldDefinitionNode field, string owner)
    {
        if (!JoinDirectives.All(field.Directives, "join__field").Any(static joined => GraphOf(joined) is not null))
        {
            yield return GraphSchemaWriter.Directive("join__field", ("graph", Word(owner)));
        }

        foreach (var (graph, isExternal) in _added.GetValueOrDefault(field) ?? [])
        {
            yield return isExternal
                ? GraphSchemaWriter.Directive(
                    "join__field", ("graph", Word(graph)), ("external", new BooleanValueNode(true, default)))
                : GraphSchemaWriter.Directive("join__field", ("graph", Word(graph)));
        }
    }

    private static string? OwnerOf(ComplexTypeDefinitionNode type) =>
        JoinDirectives.All(type.Directives, "join__owner").Select(GraphOf).FirstOrDefault();

    private static IEnumerable<string> GraphsOf(FieldDefinitionNode field, string owner) =>
        JoinDirectives.All(field.Directives, "join__field").Select(GraphOf).OfType<string>().DefaultIfEmpty(owner);

    private static string? GraphOf(DirectiveNode directive) =>
        (DirectiveArguments.Find(directive, "graph"u8) as EnumValueNode)?.Name.Value;

    private static EnumValueNode Word(string graph) => new EnumValueNode(new Name(graph), default);
}
