using Gateway.Common.Language;
using Gateway.Common.Planning.Graph;
using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Selections;

/// <summary>Expands an operation's fragments into one tree of distinct selections.</summary>
/// <remarks>
/// Source: GraphQL §6.3.2 CollectFields, with types kept as conditions. Introspection fields and <c>__typename</c> are
/// left
/// out: no source is asked for them. Errors: <see cref="PlanLimitException"/> past <see cref="SelectionsMax"/>.
/// </remarks>
internal sealed class SelectionCollector(
    GraphQLSchema schema,
    OperationVariables variables,
    IReadOnlyDictionary<Name, FragmentDefinitionNode> fragments,
    PartialUnions? unions = null,
    SharedGroups? shared = null)
{
    /// <summary>Fields of one operation after its fragments are expanded.</summary>
    public const int SelectionsMax = 20_000;

    private int _count;

    public SelectionGroup Collect(NamedType type, SelectionSetNode selectionSet)
    {
        var group = new SelectionGroup(type);
        var reach = unions?.FindRoot(type);
        CollectInto(group, type, selectionSet, [], reach);
        CollectBelow(group, reach);
        return group;
    }

    private void CollectInto(
        SelectionGroup group,
        NamedType parent,
        SelectionSetNode selectionSet,
        IReadOnlyList<FetchCondition> conditions,
        IReadOnlySet<int>? reach)
    {
        foreach (var node in selectionSet.Selections.Elements())
        {
            if (!variables.TryNarrow(conditions, node.Directives, out var narrowed))
            {
                continue;
            }

            switch (node)
            {
                case FieldNode field when !field.Name.Utf8.StartsWith("__"u8):
                    AddField(group, parent, field, narrowed, reach);
                    break;
                case FieldNode field when field.Name.Is("__typename"u8):
                    group.AsksTypeName = true;
                    break;
                case InlineFragmentNode inline:
                    var condition = inline.TypeCondition is { } named ? schema.FindType(named.Name.Utf8) : parent;
                    CollectFragment(group, parent, condition, inline.SelectionSet, narrowed, reach);
                    break;
                case FragmentSpreadNode spread when fragments.TryGetValue(spread.Name, out var fragment):
                    var on = schema.FindType(fragment.TypeCondition.Name.Utf8);
                    CollectFragment(group, parent, on, fragment.SelectionSet, narrowed, reach);
                    break;
            }
        }
    }

    /// <summary>
    /// Selects a fragment's fields on the types that it leaves of those that can stand at the position, which is
    /// already known to be of <paramref name="parent"/>.
    /// </summary>
    private void CollectFragment(
        SelectionGroup group,
        NamedType parent,
        NamedType? condition,
        SelectionSetNode selectionSet,
        IReadOnlyList<FetchCondition> conditions,
        IReadOnlySet<int>? reach)
    {
        if (condition is null)
        {
            return;
        }

        if (GraphQLSchema.IsSubtype(parent, condition))
        {
            CollectInto(group, parent, selectionSet, conditions, reach);
            return;
        }

        if (GraphQLSchema.IsSubtype(condition, parent))
        {
            CollectInto(group, condition, selectionSet, conditions, reach);
            return;
        }

        foreach (var type in schema.PossibleTypes(parent))
        {
            if (GraphQLSchema.IsSubtype(type, condition))
            {
                CollectInto(group, type, selectionSet, conditions, reach);
            }
        }
    }

    private void AddField(
        SelectionGroup group,
        NamedType parent,
        FieldNode node,
        IReadOnlyList<FetchCondition> conditions,
        IReadOnlySet<int>? reach)
    {
        if (++_count > SelectionsMax)
        {
            throw new PlanLimitException(
                $"An operation may select {SelectionsMax} fields after its fragments are expanded.");
        }

        var field = ((ComplexType)parent).Fields.Find(node.Name.Utf8)
            ?? throw new InvalidOperationException($"{parent.Name}.{node.Name} is not in the supergraph.");
        var key = SlotKey.Of(node, field, parent == schema.MutationType);
        var selection = group.Meet(parent, key, conditions)
            ?? group.Add(parent, Make(parent, node, field, key, reach), conditions);
        selection.Occurrences?.Add((node, conditions));
    }

    private Selection Make(
        NamedType parent, FieldNode node, FieldDefinition field, string key, IReadOnlySet<int>? reach)
    {
        var below = field.Type.Named;
        return new Selection
        {
            Field = field,
            Key = key,
            Arguments = node.Arguments,
            // Most stand at one place.
            Occurrences = below.IsComposite ? new(1) : null,
            Children = below.IsComposite
                ? new SelectionGroup(below)
                {
                    CommonTypes = unions?.CommonTypes(Below(reach, parent, field), parent, field),
                }
                : null,
        };
    }

    /// <summary>
    /// What stands below a field of which all occurrences have the same conditions is asked for whenever the field is;
    /// else below each occurrence its own conditions hold.
    /// </summary>
    private void CollectBelow(SelectionGroup group, IReadOnlySet<int>? reach)
    {
        foreach (var (parent, selection) in group)
        {
            if (selection.Children is not { } children)
            {
                continue;
            }

            AddOwners(children);
            var below = Below(reach, parent, selection.Field);
            foreach (var (node, conditions) in selection.Occurrences ?? [])
            {
                CollectInto(
                    children,
                    children.Type,
                    node.SelectionSet!,
                    FieldConditions.Beyond(selection.Conditions, conditions),
                    below);
            }

            CollectBelow(children, below);
            selection.Children = shared?.Share(children) ?? children;
        }
    }

    private IReadOnlySet<int>? Below(IReadOnlySet<int>? reach, NamedType parent, FieldDefinition field) =>
        reach is null || !field.Type.Named.IsComposite ? null : unions!.Reach(reach, parent, field);

    /// <summary>What names an object's owner is fetched whether the client asked for it or not.</summary>
    private void AddOwners(SelectionGroup group)
    {
        foreach (var type in schema.PossibleTypes(group.Type))
        {
            if (OwnerDirective.Of(type) is { Field: { } field } && type.Fields.Find(field) is { } definition
                && group.Meet(type, field, []) is null)
            {
                group.Add(type, new Selection { Field = definition, Key = field, Arguments = [] });
            }
        }
    }
}
