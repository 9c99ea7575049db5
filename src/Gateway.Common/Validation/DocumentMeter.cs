using System.Runtime.CompilerServices;
using Gateway.Common.Language;

namespace Gateway.Common.Validation;

/// <summary>Measures operations; a fragment is measured once, however often it is spread.</summary>
internal sealed class DocumentMeter
{
    /// <summary>Fragments that spread one another in a chain: nothing that anyone would send on purpose.</summary>
    private const int ChainMax = 1_000;

    private static readonly OperationSize Endless = new(
        OperationSize.Ceiling, 0, 0, 0, 0, OperationSize.Ceiling);

    private readonly Dictionary<Name, FragmentDefinitionNode> _fragments = [];
    private readonly Dictionary<Name, OperationSize> _sizes = [];
    private int _chain;

    public DocumentMeter(DocumentNode document)
    {
        foreach (var definition in document.Definitions)
        {
            if (definition is FragmentDefinitionNode fragment)
            {
                _fragments[fragment.Name] = fragment;
            }
        }
    }

    public OperationSize Measure(OperationDefinitionNode operation)
    {
        var size = WithDirectives(operation.Directives);
        foreach (var variable in operation.VariableDefinitions)
        {
            size = size.Plus(WithDirectives(variable.Directives));
        }

        return size.Plus(Measure(operation.SelectionSet));
    }

    private OperationSize Measure(SelectionSetNode selectionSet)
    {
        // Fields nested in the fragments of a chain may outgrow the stack before the chain is too long.
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return Endless;
        }

        var size = default(OperationSize);
        var selections = selectionSet.Selections;
        for (var index = 0; index < selections.Count; index++)
        {
            var selection = selections[index];
            size = size.Plus(WithDirectives(selection.Directives)).Plus(selection switch
            {
                FieldNode field => Measure(field),
                InlineFragmentNode fragment => Measure(fragment.SelectionSet),
                FragmentSpreadNode spread => Measure(spread.Name),
                _ => default,
            });
        }

        return size;
    }

    private OperationSize Measure(FieldNode field)
    {
        var below = field.SelectionSet is { } selectionSet ? Measure(selectionSet) : default;
        return below with
        {
            Depth = Math.Min(below.Depth + 1, OperationSize.Ceiling),
            Aliases = below.Aliases + (field.Alias is null ? 0 : 1),
            Fields = below.Fields + 1,
            RootFields = 1,
        };
    }

    private OperationSize Measure(Name fragmentName)
    {
        if (_sizes.TryGetValue(fragmentName, out var size)
            || !_fragments.TryGetValue(fragmentName, out var fragment))
        {
            return size;
        }

        if (_chain == ChainMax)
        {
            return Endless;
        }

        // A cycle adds nothing: validation refuses it.
        _sizes[fragmentName] = default;
        _chain++;
        size = WithDirectives(fragment.Directives).Plus(Measure(fragment.SelectionSet));
        _chain--;
        return _sizes[fragmentName] = size;
    }

    private static OperationSize WithDirectives(IReadOnlyList<DirectiveNode> directives) =>
        directives.Count == 0
            ? default
            : new OperationSize { Directives = directives.Count, DirectivesPerLocation = directives.Count };
}
