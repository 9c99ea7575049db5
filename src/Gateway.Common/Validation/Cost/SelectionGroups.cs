using System.Runtime.InteropServices;
using Gateway.Common.Language;
using Gateway.Common.Primitives;
using Gateway.Common.Schema;

namespace Gateway.Common.Validation.Cost;

/// <summary>Selections of one response name that an object answers together.</summary>
/// <param name="Field">The first of them.</param>
/// <param name="Definition">Its definition.</param>
/// <param name="Parent">The type it is selected on.</param>
/// <param name="On">The only type whose objects answer it; null for what every object may answer.</param>
/// <param name="Conditions">Variables that must be true, or false, for it to be selected.</param>
internal record struct SelectionGroup(
    FieldNode Field,
    FieldDefinition Definition,
    NamedType Parent,
    ObjectType? On,
    IReadOnlyList<(int Variable, bool IsInclude)> Conditions)
{
    /// <summary>What is selected of its objects, beside the first of its fields: for most nothing.</summary>
    public List<SelectionSetNode>? MoreSets { get; private set; }

    public readonly SelectionSetNode? FirstSet => Field.SelectionSet;

    public void Add(SelectionSetNode? set)
    {
        if (set is not null)
        {
            (MoreSets ??= []).Add(set);
        }
    }
}

/// <summary>Opens fragments and sorts an object's selections by response name. Source: GraphQL §6.3.2.</summary>
internal sealed class SelectionGroups
{
    private readonly GraphQLSchema _schema;
    private readonly VariableSet _variables;
    private readonly Dictionary<Name, FragmentDefinitionNode> _fragments = [];

    public SelectionGroups(GraphQLSchema schema, DocumentNode document, VariableSet variables)
    {
        _schema = schema;
        _variables = variables;
        foreach (var definition in document.Definitions)
        {
            if (definition is FragmentDefinitionNode fragment)
            {
                _fragments[fragment.Name] = fragment;
            }
        }
    }

    /// <summary>The groups of sets that are merged on one type, until they are disposed.</summary>
    public Collected Of(NamedType type, SelectionSetNode first, List<SelectionSetNode>? more)
    {
        var collected = Collected.Take(this);
        collected.Add(first, type, on: null, []);
        foreach (var set in more ?? [])
        {
            collected.Add(set, type, on: null, []);
        }

        return collected;
    }

    /// <summary>Groups in the order in which they are answered; used again once they are disposed.</summary>
    internal sealed class Collected : IDisposable
    {
        /// <summary>Longer ones are not kept to be used again.</summary>
        private const int KeptMax = 64;

        private readonly Dictionary<GroupKey, int> _byKey = [];
        private readonly List<SelectionGroup> _groups = [];
        private SelectionGroups? _owner;

        private Collected()
        {
        }

        public ReadOnlySpan<SelectionGroup> Groups => CollectionsMarshal.AsSpan(_groups);

        public static Collected Take(SelectionGroups owner)
        {
            var collected = Magazines<Collected>.TryTake() ?? new Collected();
            collected._owner = owner;
            return collected;
        }

        public void Dispose()
        {
            _owner = null;
            if (_groups.Count <= KeptMax)
            {
                _byKey.Clear();
                _groups.Clear();
                Magazines<Collected>.Put(this);
            }
        }

        public void Add(
            SelectionSetNode set, NamedType parent, ObjectType? on, IReadOnlyList<(int, bool)> conditions)
        {
            var owner = _owner!;
            for (var index = 0; index < set.Selections.Count; index++)
            {
                var selection = set.Selections[index];
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
            var type = condition is null ? parent : _owner!.TypeOf(condition);
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
            if (_owner!.FieldOf(parent, field) is not { } definition)
            {
                return;
            }

            var key = new GroupKey(on, field.ResponseName, conditions);
            if (_byKey.TryAdd(key, _groups.Count))
            {
                _groups.Add(new SelectionGroup(field, definition, parent, on, conditions));
            }
            else
            {
                CollectionsMarshal.AsSpan(_groups)[_byKey[key]].Add(field.SelectionSet);
            }
        }
    }

    private readonly struct GroupKey(ObjectType? on, Name name, IReadOnlyList<(int, bool)> conditions)
        : IEquatable<GroupKey>
    {
        private readonly ObjectType? _on = on;
        private readonly Name _name = name;
        private readonly IReadOnlyList<(int, bool)> _conditions = conditions;

        public bool Equals(GroupKey other) => _on == other._on && _name == other._name
            && (_conditions == other._conditions || _conditions.SequenceEqual(other._conditions));

        public override bool Equals(object? obj) => obj is GroupKey other && Equals(other);

        public override int GetHashCode() => HashCode.Combine(_on, _name);
    }

    private NamedType? TypeOf(NamedTypeNode condition) => _schema.FindType(condition.Name.Utf8);

    private FieldDefinition? FieldOf(NamedType parent, FieldNode field) =>
        _schema.MetaFields.Find(parent, field.Name.Utf8);

    /// <returns>False when a literal says that it is never selected.</returns>
    private bool TryNarrow(
        IReadOnlyList<(int, bool)> outer,
        IReadOnlyList<DirectiveNode> directives,
        out IReadOnlyList<(int, bool)> narrowed)
    {
        narrowed = outer;
        for (var index = 0; index < directives.Count; index++)
        {
            var directive = directives[index];
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
                    var condition = (_variables.IndexOf(variable.Name), isInclude);
                    narrowed = narrowed.Contains(condition) ? narrowed : [.. narrowed, condition];
                    break;
            }
        }

        return true;
    }
}
