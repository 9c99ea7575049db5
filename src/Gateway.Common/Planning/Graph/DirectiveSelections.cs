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
}
