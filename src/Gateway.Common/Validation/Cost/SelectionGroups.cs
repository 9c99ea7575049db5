using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Validation.Cost;

/// <summary>Selections of one response name that an object answers together.</summary>
/// <param name="Field">The first of them.</param>
/// <param name="Definition">Its definition.</param>
/// <param name="Parent">The type it is selected on.</param>
/// <param name="Conditions">Variables that must be true, or false, for it to be selected.</param>
internal sealed record SelectionGroup(
    FieldNode Field,
    FieldDefinition Definition,
    NamedType Parent,
    IReadOnlyList<(int Variable, bool IsInclude)> Conditions)
{
    public List<SelectionSetNode> SelectionSets { get; } = [];
}

/// <summary>Opens fragments and sorts an object's selections by response name. Source: GraphQL §6.3.2.</summary>
internal sealed class SelectionGroups(GraphQLSchema schema, DocumentNode document, VariableSet variables)
{
    private readonly Dictionary<Name, FragmentDefinitionNode> _fragments = document.Definitions
        .OfType<FragmentDefinitionNode>()
        .GroupBy(static fragment => fragment.Name)
        .ToDictionary(static group => group.Key, static group => group.Last());

    /// <returns>What every object may answer, and what only those of one type do.</returns>
    public (IReadOnlyList<SelectionGroup> Always, IReadOnlyList<IReadOnlyList<SelectionGroup>> ByObject) Of(
        NamedType type, IReadOnlyList<SelectionSetNode> sets)
    {
        var collected = new Collected(this);
        foreach (var set in sets)
        {
            collected.Add(set, type, on: null, []);
        }

        return collected.Result;
    }

    private sealed class Collected(SelectionGroups owner)
    {
        private readonly Dictionary<(ObjectType? On, Name Name, string Conditions), SelectionGroup> _groups = [];
        private readonly List<(ObjectType? On, SelectionGroup Group)> _order = [];

        public (IReadOnlyList<SelectionGroup> Always, IReadOnlyList<IReadOnlyList<SelectionGroup>> ByObject) Result =>
            ([.. _order.Where(static entry => entry.On is null).Select(static entry => entry.Group)], ByObject);

        private IReadOnlyList<IReadOnlyList<SelectionGroup>> ByObject =>
            !_order.Exists(static entry => entry.On is not null)
                ? []
                : [.. _order.Where(static entry => entry.On is not null)
                    .GroupBy(static entry => entry.On, static entry => entry.Group)
                    .Select(IReadOnlyList<SelectionGroup> (groups) => [.. groups])];

        public void Add(
            SelectionSetNode set, NamedType parent, ObjectType? on, IReadOnlyList<(int, bool)> conditions)
        {
            foreach (var selection in set.Selections)
            {
                if (!owner.TryNarrow(conditions, selection.Directives, out var narrowed))
                {
                    continue;
                }

                switch (selection)
                {
                    case FieldNode field:
                        AddField(field, parent, on, narrowed);
                        break;
                    case InlineFragmentNode inline:
                        AddFragment(inline.SelectionSet, inline.TypeCondition, parent, on, narrowed);
                        break;
                    case FragmentSpreadNode spread when owner._fragments.TryGetValue(spread.Name, out var fragment):
                        AddFragment(fragment.SelectionSet, fragment.TypeCondition, parent, on, narrowed);
                        break;
                }
            }
        }

        private void AddFragment(
            SelectionSetNode set,
            NamedTypeNode? condition,
            NamedType parent,
            ObjectType? on,
            IReadOnlyList<(int, bool)> conditions)
        {
            var type = condition is null ? parent : owner.TypeOf(condition);
            if (parent is ObjectType)
            {
                type = type is not null && GraphQLSchema.IsSubtype(parent, type) ? parent : null;
            }

            if (type is not null)
            {
                Add(set, type, on ?? (parent is ObjectType ? null : type as ObjectType), conditions);
            }
        }

        private void AddField(
            FieldNode field, NamedType parent, ObjectType? on, IReadOnlyList<(int, bool)> conditions)
        {
            if (owner.FieldOf(parent, field) is not { } definition)
            {
                return;
            }

            var key = (on, field.ResponseName, string.Join(',', conditions));
            if (!_groups.TryGetValue(key, out var group))
            {
                _groups.Add(key, group = new SelectionGroup(field, definition, parent, conditions));
                _order.Add((on, group));
            }

            if (field.SelectionSet is { } below)
            {
                group.SelectionSets.Add(below);
            }
        }
    }

    private NamedType? TypeOf(NamedTypeNode condition) => schema.FindType(condition.Name.Utf8);

    private FieldDefinition? FieldOf(NamedType parent, FieldNode field) =>
        schema.MetaFields.Find(parent, field.Name.Utf8);

    /// <returns>False when a literal says that it is never selected.</returns>
    private bool TryNarrow(
        IReadOnlyList<(int, bool)> outer,
        IReadOnlyList<DirectiveNode> directives,
        out IReadOnlyList<(int, bool)> narrowed)
    {
        narrowed = outer;
        foreach (var directive in directives)
        {
            var isInclude = directive.Name.Is("include"u8);
            if (!isInclude && !directive.Name.Is("skip"u8))
            {
                continue;
            }

            switch (ListSizeDirective.Argument(directive, "if"u8))
            {
                case BooleanValueNode literal when literal.Value != isInclude:
                    return false;
                case VariableNode variable:
                    var condition = (variables.IndexOf(variable.Name), isInclude);
                    narrowed = narrowed.Contains(condition) ? narrowed : [.. narrowed, condition];
                    break;
            }
        }

        return true;
    }
}
