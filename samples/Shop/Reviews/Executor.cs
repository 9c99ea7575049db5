using System.Collections;
using Gateway.Common.Language;

namespace Shop.Reviews;

/// <summary>Runs one checked operation by walking its syntax tree. Source: GraphQL §6.3, §6.4.</summary>
internal sealed class Executor
{
    /// <summary>Fields that one operation may resolve, so that a small document cannot ask for everything.</summary>
    public const int FieldsMax = 100_000;

    private readonly SubgraphSchema _schema = SubgraphSchema.Instance;
    private readonly GraphQLRequest _request;
    private readonly ReviewsResolvers _resolvers;
    private readonly List<object> _errors = [];
    private readonly List<object> _path = [];
    private int _fields;

    private Executor(GraphQLRequest request, ReviewsResolvers resolvers)
    {
        _request = request;
        _resolvers = resolvers;
    }

    /// <summary>The answer: <c>data</c>, and <c>errors</c> if there are any.</summary>
    public static Dictionary<string, object?> Run(GraphQLRequest request, ReviewsResolvers resolvers)
    {
        var executor = new Executor(request, resolvers);
        string root = SubgraphSchema.RootTypeOf(request.Operation.Operation);
        var answer = new Dictionary<string, object?>();
        try
        {
            answer["data"] = executor.Select(root, root, [request.Operation.SelectionSet]);
        }
        catch (NullReached)
        {
            answer["data"] = null;
        }

        if (executor._errors.Count > 0) answer["errors"] = executor._errors;
        return answer;
    }

    private OrderedDictionary<string, object?> Select(string type, object value, IEnumerable<SelectionSetNode> sets)
    {
        var fields = new OrderedDictionary<string, List<FieldNode>>();
        var visited = new HashSet<string>();
        foreach (SelectionSetNode set in sets) Collect(type, set, fields, visited);
        var answer = new OrderedDictionary<string, object?>();
        foreach ((string name, List<FieldNode> nodes) in fields)
        {
            _path.Add(name);
            answer[name] = Run(type, value, nodes);
            _path.RemoveAt(_path.Count - 1);
        }

        return answer;
    }

    private void Collect(
        string type,
        SelectionSetNode set,
        OrderedDictionary<string, List<FieldNode>> fields,
        HashSet<string> visited)
    {
        foreach (SelectionNode selection in set.Selections.Where(IsIncluded))
        {
            if (selection is FieldNode field)
            {
                string name = field.ResponseName.Value;
                if (!fields.TryGetValue(name, out List<FieldNode>? nodes)) fields.Add(name, nodes = []);
                nodes.Add(field);
                continue;
            }

            (NamedTypeNode? condition, SelectionSetNode inner) = selection is InlineFragmentNode fragment
                ? (fragment.TypeCondition, fragment.SelectionSet)
                : Spread((FragmentSpreadNode)selection);
            if (selection is FragmentSpreadNode spread && !visited.Add(spread.Name.Value)) continue;
            if (condition is null || _schema.IsOf(type, condition.Name.Value)) Collect(type, inner, fields, visited);
        }
    }

    private (NamedTypeNode? Condition, SelectionSetNode Inner) Spread(FragmentSpreadNode spread)
    {
        FragmentDefinitionNode fragment = _request.Fragments[spread.Name.Value];
        return (fragment.TypeCondition, fragment.SelectionSet);
    }

    private bool IsIncluded(SelectionNode selection) => selection.Directives.All(directive =>
        InputValues.Of(directive.Arguments[0].Value, _request.Variables) is true == directive.Name.Is("include"u8));

    private object? Run(string type, object parent, List<FieldNode> nodes)
    {
        FieldNode field = nodes[0];
        if (field.Name.Is("__typename"u8)) return type;
        FieldDefinitionNode definition = _schema.Field(type, field.Name.Value)!;
        int depth = _path.Count;
        try
        {
            if (++_fields > FieldsMax) throw new GraphQLException($"More than {FieldsMax} fields are asked for.");
            object? value = _resolvers.Resolve(type, field.Name.Value, parent, ArgumentsOf(field, definition));
            return Complete(definition.Type, value, nodes);
        }
        catch (GraphQLException error)
        {
            GraphQLException placed = GraphQLException.At(_request.Document, field, error.Message);
            _errors.Add(placed.ToBody([.. _path]));
            return definition.Type is NonNullTypeNode ? throw new NullReached() : null;
        }
        catch (NullReached) when (definition.Type is not NonNullTypeNode)
        {
            return null;
        }
        finally
        {
            _path.RemoveRange(depth, _path.Count - depth);
        }
    }

    private Dictionary<string, object?> ArgumentsOf(FieldNode field, FieldDefinitionNode definition)
    {
        var given = field.Arguments
            .Where(argument =>
                argument.Value is not VariableNode variable || _request.Variables.ContainsKey(variable.Name.Value))
            .ToDictionary(
                argument => argument.Name.Value, argument => InputValues.Of(argument.Value, _request.Variables));
        return InputValues.CoerceAll(definition.Arguments, given, field.Name.Value);
    }

    private object? Complete(TypeNode type, object? value, List<FieldNode> nodes)
    {
        if (type is NonNullTypeNode nonNull)
        {
            return Complete(nonNull.NullableType, value, nodes)
                ?? throw new GraphQLException("There is no value where one must be.");
        }

        if (value is null) return null;
        if (type is ListTypeNode list) return CompleteList(list, (IEnumerable)value, nodes);
        if (!_schema.IsComposite(SubgraphSchema.NameOf(type))) return value;
        return Select(ReviewsResolvers.TypeOf(value), value, nodes.Select(node => node.SelectionSet!));
    }

    private List<object?> CompleteList(ListTypeNode list, IEnumerable values, List<FieldNode> nodes)
    {
        var items = new List<object?>();
        foreach (object? value in values)
        {
            _path.Add(items.Count);
            items.Add(CompleteItem(list.ElementType, value, nodes));
            _path.RemoveAt(_path.Count - 1);
        }

        return items;
    }

    private object? CompleteItem(TypeNode type, object? value, List<FieldNode> nodes)
    {
        int depth = _path.Count;
        try
        {
            return Complete(type, value, nodes);
        }
        catch (NullReached) when (type is not NonNullTypeNode)
        {
            _path.RemoveRange(depth, _path.Count - depth);
            return null;
        }
    }

    /// <summary>A null in a place that must not be null, on its way to the nearest that may.</summary>
    private sealed class NullReached : Exception;
}
