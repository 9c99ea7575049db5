using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Testing.Differential;

/// <summary>The value of a field: null, a JSON node, an object or a list of these.</summary>
internal delegate object? MemoryResolver(DataObject parent, FieldDefinition field, JsonObject arguments);

/// <summary>An answer as an executor gives it.</summary>
/// <param name="Data">Null where an error took everything.</param>
/// <param name="Errors">All of them, also those below a null that another one made.</param>
internal sealed record MemoryAnswer(JsonObject? Data, IReadOnlyList<MemoryError> Errors);

/// <param name="Path">Where it happened.</param>
/// <param name="NullAt">The outermost place that is null because of it.</param>
internal sealed record MemoryError(JsonArray Path, string NullAt);

/// <summary>A plain executor after GraphQL §6, for answers to compare with: slow, and with nothing left out.</summary>
/// <param name="schema">By which it answers.</param>
/// <param name="resolve">Gives the values.</param>
/// <param name="stand">
/// Of an object whose type the schema has not: the names of those that may stand for it (interface objects).
/// </param>
internal sealed class MemoryExecutor(
    GraphQLSchema schema, MemoryResolver resolve, Func<DataObject, IEnumerable<string>>? stand = null)
{
    private readonly List<(JsonArray Path, string NullAt)> _errors = [];
    private readonly Stack<JsonNode> _path = new();
    private Dictionary<string, FragmentDefinitionNode> _fragments = [];
    private InputValues _inputs = InputValues.None;

    public MemoryAnswer Execute(DocumentNode document, JsonElement variables)
    {
        var operation = document.Definitions.OfType<OperationDefinitionNode>().Single();
        _fragments = document.Definitions.OfType<FragmentDefinitionNode>().ToDictionary(node => node.Name.Value);
        _inputs = InputValues.Of(schema, operation, variables);
        var root = schema.RootType(operation.Operation)!;
        return Execute(root, DataObject.Root(operation.Operation.ToString()), operation.SelectionSet);
    }

    /// <summary>A selection of one object, as directives write them.</summary>
    public MemoryAnswer Execute(ObjectType type, DataObject parent, SelectionSetNode selectionSet)
    {
        var data = (JsonObject?)Guard(false, () => ExecuteFields(type, parent, [selectionSet]));
        return new MemoryAnswer(data, [.. _errors.Select(error => new MemoryError(error.Path, error.NullAt))]);
    }

    private JsonObject ExecuteFields(ObjectType type, DataObject parent, IReadOnlyList<SelectionSetNode> sets)
    {
        var fields = new OrderedDictionary<string, List<FieldNode>>();
        foreach (var set in sets)
        {
            Collect(type, set, fields);
        }

        var result = new JsonObject();
        var isNull = false;
        foreach (var (name, nodes) in fields)
        {
            _path.Push(name);
            try
            {
                result.Add(name, ExecuteField(type, parent, nodes));
            }
            catch (NullAboveException)
            {
                isNull = true;
            }

            _path.Pop();
        }

        return isNull ? throw new NullAboveException() : result;
    }

    private JsonNode? ExecuteField(ObjectType type, DataObject parent, List<FieldNode> nodes)
    {
        var name = nodes[0].Name.Value;
        if (name == "__typename")
        {
            return type.Name;
        }

        var field = type.Fields.Find(name)!;
        return Guard(field.Type.IsNonNull, () => Complete(
            field.Type,
            resolve(parent, field, _inputs.Arguments(field.Arguments, nodes[0].Arguments)),
            [.. nodes.Select(node => node.SelectionSet).OfType<SelectionSetNode>()]));
    }

    private JsonNode? Complete(SchemaType type, object? value, IReadOnlyList<SelectionSetNode> sets)
    {
        if (type is NonNullType nonNull)
        {
            return Complete(nonNull.Nullable, value, sets) ?? throw new FieldFailure();
        }

        if (value is null)
        {
            return null;
        }

        if (type is ListType list)
        {
            return CompleteList(list.ElementType, (IReadOnlyList<object?>)value, sets);
        }

        return value is DataObject child
            ? ExecuteFields(RuntimeType(type.Named, child), child, sets)
            : ((JsonNode)value).DeepClone();
    }

    private JsonArray CompleteList(
        SchemaType element, IReadOnlyList<object?> values, IReadOnlyList<SelectionSetNode> sets)
    {
        var result = new JsonArray();
        var isNull = false;
        for (var index = 0; index < values.Count; index++)
        {
            _path.Push(index);
            try
            {
                var value = values[index];
                result.Add(Guard(element.IsNonNull, () => Complete(element, value, sets)));
            }
            catch (NullAboveException)
            {
                isNull = true;
            }

            _path.Pop();
        }

        return isNull ? throw new NullAboveException() : result;
    }

    /// <summary>Source: GraphQL §6.4.4: an error is null here, or above where null may not stand.</summary>
    private JsonNode? Guard(bool isNonNull, Func<JsonNode?> make)
    {
        var before = _errors.Count;
        try
        {
            return make();
        }
        catch (FieldFailure)
        {
            _errors.Add((Path(), ""));
        }
        catch (NullAboveException)
        {
            // Its error is noted.
        }

        if (isNonNull)
        {
            throw new NullAboveException();
        }

        var here = Path().ToJsonString();
        for (var index = before; index < _errors.Count; index++)
        {
            _errors[index] = (_errors[index].Path, here);
        }

        return null;
    }

    private JsonArray Path() => new([.. _path.Reverse().Select(static step => step.DeepClone())]);

    private ObjectType RuntimeType(NamedType type, DataObject value)
    {
        if (type is ObjectType known)
        {
            return known;
        }

        var possible = schema.PossibleTypes(type).ToArray();
        return Array.Find(possible, candidate => candidate.Name == value.Type)
            ?? Array.Find(possible, candidate => stand?.Invoke(value).Contains(candidate.Name) == true)
            ?? throw new InvalidOperationException($"A {value.Type} may not stand for {type.Name}.");
    }

    private void Collect(ObjectType type, SelectionSetNode set, OrderedDictionary<string, List<FieldNode>> fields)
    {
        foreach (var node in set.Selections.Where(node => _inputs.IsIncluded(node.Directives)))
        {
            switch (node)
            {
                case FieldNode field:
                    fields.TryAdd(field.ResponseName.Value, []);
                    fields[field.ResponseName.Value].Add(field);
                    break;
                case InlineFragmentNode inline when Applies(type, inline.TypeCondition):
                    Collect(type, inline.SelectionSet, fields);
                    break;
                case FragmentSpreadNode spread when _fragments[spread.Name.Value] is var fragment
                    && Applies(type, fragment.TypeCondition):
                    Collect(type, fragment.SelectionSet, fields);
                    break;
            }
        }
    }

    private bool Applies(ObjectType type, NamedTypeNode? condition) => condition is null
        || (schema.FindType(condition.Name.Value) is { } named && GraphQLSchema.IsSubtype(type, named));

    private sealed class NullAboveException : Exception;
}
