using System.Collections.Concurrent;
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
internal sealed class DirectiveSelections(GraphQLSchema schema)
{
    private readonly ConcurrentDictionary<(ComplexType, SelectionSetNode), SelectionGroup> _needs = [];
    private readonly ConcurrentDictionary<(ComplexType, FieldNode), Selection> _keyParts = [];
    private readonly ConcurrentDictionary<FieldSource, string> _texts = [];

    /// <summary>What a directive says that a field needs of its object: the same selection at each position.</summary>
    public SelectionGroup NeedsOf(ComplexType type, FieldSet set) =>
        _needs.TryGetValue((type, set.Selection), out var needs)
            ? needs
            : _needs.GetOrAdd((type, set.Selection), Requirements.Select(schema, type, set.Selection));

    /// <summary>A part of a key: the same selection wherever it is needed.</summary>
    public Selection PartOf(ComplexType type, FieldNode node)
    {
        if (!_keyParts.TryGetValue((type, node), out var part))
        {
            var set = new SelectionSetNode([node], node.Span);
            part = _keyParts.GetOrAdd((type, node), Requirements.Select(schema, type, set).Items[0].Selection);
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
