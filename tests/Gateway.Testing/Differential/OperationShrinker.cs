using System.Text.RegularExpressions;
using Gateway.Common.Language;

namespace Gateway.Testing.Differential;

/// <summary>Makes a failing operation as small as it goes.</summary>
internal static class OperationShrinker
{
    private const int StepsMax = 2_000;

    /// <param name="failing">Fails.</param>
    /// <param name="fails">Whether a smaller one is valid and fails too.</param>
    public static async Task<MadeOperation> ShrinkAsync(
        MadeOperation failing, Func<MadeOperation, Task<bool>> fails)
    {
        var steps = 0;
        for (var isSmaller = true; isSmaller;)
        {
            isSmaller = false;
            foreach (var smaller in Smaller(failing.Document))
            {
                var candidate = failing with { Document = smaller };
                if (++steps < StepsMax && await fails(candidate))
                {
                    failing = candidate;
                    isSmaller = true;
                    break;
                }
            }
        }

        return failing;
    }

    private static IEnumerable<DocumentNode> Smaller(DocumentNode document)
    {
        for (var index = 0; index < document.Definitions.Count; index++)
        {
            var definition = document.Definitions[index];
            if (definition is FragmentDefinitionNode)
            {
                yield return With(document, index, null);
            }

            foreach (var smaller in Smaller(definition, document))
            {
                yield return With(document, index, smaller);
            }
        }
    }

    private static DocumentNode With(DocumentNode document, int index, DefinitionNode? definition)
    {
        var definitions = document.Definitions.ToList();
        definitions.RemoveAt(index);
        if (definition is not null)
        {
            definitions.Insert(index, definition);
        }

        return Parser.Parse(Printer.Print(new DocumentNode([], [.. Used(definitions)], default)));
    }

    /// <summary>Without fragments that nothing spreads any more, and variables that nothing takes.</summary>
    private static List<DefinitionNode> Used(List<DefinitionNode> definitions)
    {
        for (var before = -1; before != definitions.Count;)
        {
            before = definitions.Count;
            var all = string.Join('\n', definitions.Select(Printer.Print));
            definitions = [.. definitions.Where(definition => definition is not FragmentDefinitionNode fragment
                || Regex.IsMatch(all, $@"\.\.\.{fragment.Name.Value}\b"))];
        }

        var text = string.Join('\n', definitions.Select(Printer.Print));
        return [.. definitions.Select(definition => definition is OperationDefinitionNode operation
            ? Operation(
                operation,
                [.. operation.VariableDefinitions.Where(variable => Regex.Count(
                    text, $@"\${variable.Variable.Name.Value}\b") > 1)],
                operation.SelectionSet)
            : definition)];
    }

    private static IEnumerable<DefinitionNode> Smaller(DefinitionNode definition, DocumentNode document)
    {
        switch (definition)
        {
            case OperationDefinitionNode operation:
                foreach (var set in Smaller(operation.SelectionSet, document))
                {
                    yield return Operation(operation, operation.VariableDefinitions, set);
                }

                foreach (var unused in operation.VariableDefinitions)
                {
                    yield return Operation(
                        operation,
                        [.. operation.VariableDefinitions.Where(variable => variable != unused)],
                        operation.SelectionSet);
                }

                break;
            case FragmentDefinitionNode fragment:
                foreach (var set in Smaller(fragment.SelectionSet, document))
                {
                    yield return new FragmentDefinitionNode(
                        null, fragment.Name, fragment.TypeCondition, [], set, default);
                }

                break;
        }
    }

    private static OperationDefinitionNode Operation(
        OperationDefinitionNode operation, IReadOnlyList<VariableDefinitionNode> variables, SelectionSetNode set) =>
        new(null, operation.Operation, operation.Name, [.. variables], [], set, false, default);

    private static IEnumerable<SelectionSetNode> Smaller(SelectionSetNode set, DocumentNode document)
    {
        for (var index = 0; index < set.Selections.Count; index++)
        {
            var before = set.Selections.Take(index).ToArray();
            var after = set.Selections.Skip(index + 1).ToArray();
            if (set.Selections.Count > 1)
            {
                yield return new SelectionSetNode([.. before, .. after], default);
            }

            foreach (var smaller in Smaller(set.Selections[index], document))
            {
                yield return new SelectionSetNode([.. before, smaller, .. after], default);
            }

            var inside = set.Selections[index] switch
            {
                InlineFragmentNode inline => inline.SelectionSet,
                FragmentSpreadNode spread => document.Definitions.OfType<FragmentDefinitionNode>()
                    .First(fragment => fragment.Name == spread.Name).SelectionSet,
                _ => null,
            };
            if (inside is not null)
            {
                yield return new SelectionSetNode([.. before, .. inside.Selections, .. after], default);
            }
        }
    }

    private static IEnumerable<SelectionNode> Smaller(SelectionNode node, DocumentNode document)
    {
        switch (node)
        {
            case FieldNode field:
                foreach (var smaller in Smaller(field, document))
                {
                    yield return smaller;
                }

                break;
            case InlineFragmentNode inline:
                if (inline.Directives.Count > 0)
                {
                    yield return new InlineFragmentNode(inline.TypeCondition, [], inline.SelectionSet, default);
                }

                foreach (var set in Smaller(inline.SelectionSet, document))
                {
                    yield return new InlineFragmentNode(inline.TypeCondition, [.. inline.Directives], set, default);
                }

                break;
            case FragmentSpreadNode spread:
                if (spread.Directives.Count > 0)
                {
                    yield return new FragmentSpreadNode(spread.Name, [], default);
                }

                var fragment = document.Definitions.OfType<FragmentDefinitionNode>()
                    .First(known => known.Name == spread.Name);
                yield return new InlineFragmentNode(
                    fragment.TypeCondition, [.. spread.Directives], fragment.SelectionSet, default);
                break;
        }
    }

    private static IEnumerable<FieldNode> Smaller(FieldNode field, DocumentNode document)
    {
        if (field.Directives.Count > 0)
        {
            yield return Field(field, field.Alias, field.Arguments, [], field.SelectionSet);
        }

        if (field.Alias is not null)
        {
            yield return Field(field, null, field.Arguments, field.Directives, field.SelectionSet);
        }

        foreach (var given in field.Arguments)
        {
            var fewer = field.Arguments.Where(argument => argument != given).ToArray();
            yield return Field(field, field.Alias, fewer, field.Directives, field.SelectionSet);
        }

        foreach (var set in field.SelectionSet is { } own ? Smaller(own, document) : [])
        {
            yield return Field(field, field.Alias, field.Arguments, field.Directives, set);
        }
    }

    private static FieldNode Field(
        FieldNode field,
        Name? alias,
        IReadOnlyList<ArgumentNode> arguments,
        IReadOnlyList<DirectiveNode> directives,
        SelectionSetNode? set) => new(alias, field.Name, [.. arguments], [.. directives], set, default);
}
