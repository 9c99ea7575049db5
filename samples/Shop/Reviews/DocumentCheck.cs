using Gateway.Common.Language;

namespace Shop.Reviews;

/// <summary>Refuses an operation that the schema does not allow, with the place of the first mistake.</summary>
/// <remarks>
/// Holds the rules without which execution would go wrong: fields, arguments, fragments, variables, leaves
/// (GraphQL §5.3, §5.4, §5.5, §5.8). A gateway sends documents that are valid anyway.
/// </remarks>
internal sealed class DocumentCheck
{
    private readonly SubgraphSchema _schema = SubgraphSchema.Instance;
    private readonly DocumentNode _document;
    private readonly IReadOnlyDictionary<string, FragmentDefinitionNode> _fragments;
    private readonly HashSet<string> _variables;
    private readonly HashSet<string> _done = [];
    private readonly HashSet<string> _open = [];

    private DocumentCheck(
        DocumentNode document,
        OperationDefinitionNode operation,
        IReadOnlyDictionary<string, FragmentDefinitionNode> fragments)
    {
        _document = document;
        _fragments = fragments;
        _variables = [.. operation.VariableDefinitions.Select(definition => definition.Variable.Name.Value)];
    }

    /// <exception cref="GraphQLException">The operation is not valid.</exception>
    public static void Run(
        DocumentNode document,
        OperationDefinitionNode operation,
        IReadOnlyDictionary<string, FragmentDefinitionNode> fragments)
    {
        string root = SubgraphSchema.RootTypeOf(operation.Operation);
        var check = new DocumentCheck(document, operation, fragments);
        if (!check._schema.IsComposite(root)) throw check.Error(operation, $"There is no {root} here.");
        check.Walk(root, operation.SelectionSet);
    }

    private void Walk(string type, SelectionSetNode selections)
    {
        foreach (SelectionNode selection in selections.Selections)
        {
            foreach (DirectiveNode directive in selection.Directives) Walk(directive);
            switch (selection)
            {
                case FieldNode field:
                    Walk(type, field);
                    break;
                case InlineFragmentNode fragment:
                    Walk(ConditionOf(fragment.TypeCondition, type), fragment.SelectionSet);
                    break;
                case FragmentSpreadNode spread:
                    Walk(spread);
                    break;
            }
        }
    }

    private void Walk(string type, FieldNode field)
    {
        if (field.Name.Is("__typename"u8)) return;
        FieldDefinitionNode definition = _schema.Field(type, field.Name.Value)
            ?? throw Error(field, $"Cannot query field \"{field.Name}\" on type \"{type}\".");
        foreach (ArgumentNode argument in field.Arguments)
        {
            if (!definition.Arguments.Any(known => known.Name == argument.Name))
                throw Error(argument, $"Unknown argument \"{argument.Name}\" on field \"{type}.{field.Name}\".");
            if (field.Arguments.Count(other => other.Name == argument.Name) > 1)
                throw Error(argument, $"There is more than one argument \"{argument.Name}\".");
            Walk(argument.Value);
        }

        string inner = SubgraphSchema.NameOf(definition.Type);
        if (_schema.IsComposite(inner) != field.SelectionSet is not null)
            throw Error(field, $"Field \"{field.Name}\" of type \"{inner}\" has the wrong selection.");
        if (field.SelectionSet is { } selections) Walk(inner, selections);
    }

    private void Walk(FragmentSpreadNode spread)
    {
        string name = spread.Name.Value;
        if (!_fragments.TryGetValue(name, out FragmentDefinitionNode? fragment))
            throw Error(spread, $"Unknown fragment \"{name}\".");
        if (_done.Contains(name)) return;
        if (!_open.Add(name)) throw Error(spread, $"Cannot spread fragment \"{name}\" within itself.");
        Walk(ConditionOf(fragment.TypeCondition, ""), fragment.SelectionSet);
        _done.Add(name);
    }

    private void Walk(DirectiveNode directive)
    {
        bool known = directive.Name.Is("skip"u8) || directive.Name.Is("include"u8);
        if (!known) throw Error(directive, $"Unknown directive \"@{directive.Name}\".");
        if (directive.Arguments.Count != 1 || !directive.Arguments[0].Name.Is("if"u8))
            throw Error(directive, $"Directive \"@{directive.Name}\" takes \"if\" only.");
        Walk(directive.Arguments[0].Value);
    }

    private void Walk(ValueNode value)
    {
        if (value is VariableNode variable && !_variables.Contains(variable.Name.Value))
            throw Error(value, $"Variable \"${variable.Name}\" is not defined.");
        if (value is ListValueNode list)
            foreach (ValueNode item in list.Values) Walk(item);
        if (value is not ObjectValueNode fields) return;
        if (fields.Fields.DistinctBy(field => field.Name).Count() < fields.Fields.Count)
            throw Error(value, "An input object names a field twice.");
        foreach (ObjectFieldNode field in fields.Fields) Walk(field.Value);
    }

    private string ConditionOf(NamedTypeNode? condition, string type)
    {
        if (condition is null) return type;
        string name = condition.Name.Value;
        return _schema.IsComposite(name) ? name : throw Error(condition, $"Unknown type \"{name}\".");
    }

    private GraphQLException Error(SyntaxNode node, string message) => GraphQLException.At(_document, node, message);
}
