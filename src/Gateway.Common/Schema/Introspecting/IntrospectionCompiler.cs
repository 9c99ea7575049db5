using System.Text;
using Gateway.Common.Language;

namespace Gateway.Common.Schema.Introspecting;

/// <summary>Resolves fragments, directives and equal response names of an introspection's selections.</summary>
/// <remarks>Source: GraphQL §6.3.2 CollectFields; introspection types have no supertypes.</remarks>
internal sealed class IntrospectionCompiler(
    IReadOnlyDictionary<Name, FragmentDefinitionNode> fragments, IntrospectionArguments arguments)
{
    private int _depth;

    /// <exception cref="IntrospectionLimitException">Selections nest too deep, or in a circle.</exception>
    public IReadOnlyList<IntrospectionSelection> Compile(IReadOnlyList<FieldNode> nodes, string typeName)
    {
        if (++_depth > Introspection.DepthMax)
        {
            throw new IntrospectionLimitException(
                $"The introspection is nested deeper than {Introspection.DepthMax} levels.");
        }

        var groups = new OrderedDictionary<Name, List<FieldNode>>();
        var visited = new HashSet<Name>();
        foreach (var node in nodes)
        {
            Collect(node.SelectionSet, typeName, groups, visited, 0);
        }

        var selections = new IntrospectionSelection[groups.Count];
        for (var index = 0; index < selections.Length; index++)
        {
            var (key, group) = groups.GetAt(index);
            selections[index] = Select(key, group, typeName);
        }

        _depth--;
        return selections;
    }

    private IntrospectionSelection Select(Name key, List<FieldNode> group, string typeName)
    {
        var name = group[0].Name.Value;
        var fieldType = IntrospectionTypes.FieldType(typeName, name);
        return new IntrospectionSelection(
            [.. "\""u8, .. key.Utf8, .. "\":"u8],
            name,
            arguments.IsTrue(group[0].Arguments, "includeDeprecated"u8),
            fieldType is null ? [] : Compile(group, fieldType));
    }

    private void Collect(
        SelectionSetNode? set,
        string typeName,
        OrderedDictionary<Name, List<FieldNode>> groups,
        HashSet<Name> visited,
        int depth)
    {
        if (depth > Introspection.DepthMax)
        {
            throw new IntrospectionLimitException(
                $"The introspection's fragments are nested deeper than {Introspection.DepthMax} levels.");
        }

        foreach (var selection in set?.Selections ?? [])
        {
            if (!arguments.IsIncluded(selection.Directives))
            {
                continue;
            }

            if (selection is FieldNode field)
            {
                Add(groups, field);
            }
            else if (FragmentBody(selection, typeName, visited) is { } body)
            {
                Collect(body, typeName, groups, visited, depth + 1);
            }
        }
    }

    private static void Add(OrderedDictionary<Name, List<FieldNode>> groups, FieldNode field)
    {
        if (!groups.TryGetValue(field.ResponseName, out var group))
        {
            groups.Add(field.ResponseName, group = []);
        }

        group.Add(field);
    }

    /// <summary>Null where the fragment does not apply, or was spread here already.</summary>
    private SelectionSetNode? FragmentBody(SelectionNode selection, string typeName, HashSet<Name> visited)
    {
        if (selection is InlineFragmentNode inline)
        {
            return Applies(inline.TypeCondition, typeName) ? inline.SelectionSet : null;
        }

        var name = ((FragmentSpreadNode)selection).Name;
        return visited.Add(name)
            && fragments.TryGetValue(name, out var fragment)
            && Applies(fragment.TypeCondition, typeName)
                ? fragment.SelectionSet
                : null;
    }

    private static bool Applies(NamedTypeNode? condition, string typeName) =>
        condition is null || condition.Name.Is(Encoding.ASCII.GetBytes(typeName));
}
