using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Planning.Selections;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Graph;

/// <summary>What directives of a supergraph say as selections: of no operation, so made once for all.</summary>
/// <remarks>
/// Shape: by the directives' own nodes, so that there are no more of them than the supergraph has. Nothing changes a
/// selection once it is here; threads may race for it.
/// </remarks>
internal sealed class DirectiveSelections
{
    private static readonly ConditionalWeakTable<Supergraph, DirectiveSelections> BySupergraph = [];

    private readonly GraphQLSchema _schema;
    private readonly ConcurrentDictionary<(NamedType, SelectionSetNode), SelectionGroup> _selections = [];
    private readonly ConcurrentDictionary<(ComplexType, FieldNode), Selection> _keyParts = [];
    private readonly ConcurrentDictionary<FieldSource, string> _texts = [];

    private DirectiveSelections(GraphQLSchema schema) => _schema = schema;

    /// <summary>Those of a supergraph; they live as long as it.</summary>
    public static DirectiveSelections Of(Supergraph supergraph) =>
        BySupergraph.GetValue(supergraph, static whole => new DirectiveSelections(whole.Schema));

    /// <summary>What a directive selects of a type: the same at each position.</summary>
    public SelectionGroup SelectionOf(NamedType type, SelectionSetNode set) =>
        _selections.TryGetValue((type, set), out var selection)
            ? selection
            : _selections.GetOrAdd((type, set), Requirements.Select(_schema, type, set));

    /// <summary>A part of a key: the same selection wherever it is needed.</summary>
    public Selection PartOf(ComplexType type, FieldNode node)
    {
        if (!_keyParts.TryGetValue((type, node), out var part))
        {
            var set = new SelectionSetNode([node], node.Span);
            part = _keyParts.GetOrAdd((type, node), Requirements.Select(_schema, type, set).Items[0].Selection);
        }

        return part;
    }

    /// <summary>Text that fields share for which the same has to be sent along.</summary>
    public string TextOf(FieldSource field) => _texts.TryGetValue(field, out var text)
        ? text
        : _texts.GetOrAdd(
            field, string.Join('|', Requirements.Of(field).Select(static set => set.Text).Append(ArgumentsOf(field))));

    /// <summary>The arguments of one field are not those of another.</summary>
    private static string ArgumentsOf(FieldSource field) =>
        field.ContextArguments.Count > 0 || field.RequiredArguments.Count > 0 ? field.Field.Coordinate : "";
}
