using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Testing.Differential;

/// <summary>Arguments as their resolvers get them.</summary>
/// <remarks>Source: GraphQL §6.4.1 CoerceArgumentValues; the operation is valid, so every value fits.</remarks>
internal sealed class InputValues
{
    private readonly Dictionary<string, JsonNode?> _variables = [];

    private InputValues()
    {
    }

    public static InputValues None { get; } = new();

    public static InputValues Of(GraphQLSchema schema, OperationDefinitionNode operation, JsonElement variables)
    {
        var values = new InputValues();
        foreach (var definition in operation.VariableDefinitions)
        {
            var name = definition.Variable.Name.Value;
            var type = schema.ResolveType(definition.Type)!;
            if (variables.ValueKind == JsonValueKind.Object && variables.TryGetProperty(name, out var given))
            {
                values._variables[name] = values.Coerce(type, JsonNode.Parse(given.GetRawText()));
            }
            else if (definition.DefaultValue is { } otherwise)
            {
                values._variables[name] = values.Literal(type, otherwise);
            }
        }

        return values;
    }

    public JsonObject Arguments(MemberMap<InputValueDefinition> definitions, IReadOnlyList<ArgumentNode> given)
    {
        var result = new JsonObject();
        foreach (var definition in definitions)
        {
            var value = given.FirstOrDefault(node => node.Name.Value == definition.Name)?.Value;
            Add(result, definition, value);
        }

        return result;
    }

    /// <summary>Source: GraphQL §3.13.1 and §3.13.2.</summary>
    public bool IsIncluded(IReadOnlyList<DirectiveNode> directives) => directives.All(directive =>
        directive.Name.Value is not ("skip" or "include")
        || IsTrue(directive.Arguments[0].Value) == (directive.Name.Value == "include"));

    private bool IsTrue(ValueNode value) => value is VariableNode variable
        ? _variables[variable.Name.Value]!.GetValue<bool>()
        : ((BooleanValueNode)value).Value;

    private void Add(JsonObject target, InputValueDefinition definition, ValueNode? value)
    {
        if (value is null || (value is VariableNode variable && !_variables.ContainsKey(variable.Name.Value)))
        {
            if (definition.DefaultValue is { } otherwise)
            {
                target.Add(definition.Name, Literal(definition.Type, otherwise));
            }

            return;
        }

        target.Add(definition.Name, Literal(definition.Type, value));
    }

    private JsonNode? Literal(SchemaType type, ValueNode value)
    {
        switch (value)
        {
            case VariableNode variable:
                return Coerce(type, _variables.GetValueOrDefault(variable.Name.Value)?.DeepClone());
            case NullValueNode:
                return null;
            case ListValueNode list:
                var element = type.Nullable is ListType known ? known.ElementType : type;
                return new JsonArray([.. list.Values.Select(one => Literal(element, one))]);
            case ObjectValueNode given when type.Named is InputObjectType input:
                var result = new JsonObject();
                foreach (var field in input.Fields)
                {
                    Add(result, field, given.Fields.FirstOrDefault(one => one.Name.Value == field.Name)?.Value);
                }

                return Wrap(type, result);
            default:
                return Wrap(type, Leaf(value));
        }
    }

    private static JsonNode? Leaf(ValueNode value) => value switch
    {
        StringValueNode text => text.Value,
        BooleanValueNode flag => flag.Value,
        EnumValueNode name => name.Name.Value,
        IntValueNode number => JsonNode.Parse(number.Value),
        FloatValueNode number => JsonNode.Parse(number.Value),
        _ => throw new InvalidOperationException($"No leaf: {value.Kind}"),
    };

    /// <summary>A value of JSON: defaults of input fields filled in, a single value made a list.</summary>
    private JsonNode? Coerce(SchemaType type, JsonNode? value)
    {
        switch (value)
        {
            case null:
                return null;
            case JsonArray list when type.Nullable is ListType known:
                return new JsonArray([.. list.Select(one => Coerce(known.ElementType, one?.DeepClone()))]);
            case JsonObject given when type.Named is InputObjectType input:
                var result = new JsonObject();
                foreach (var field in input.Fields)
                {
                    if (given.ContainsKey(field.Name))
                    {
                        result.Add(field.Name, Coerce(field.Type, given[field.Name]?.DeepClone()));
                    }
                    else
                    {
                        Add(result, field, null);
                    }
                }

                return Wrap(type, result);
            default:
                return Wrap(type, value.DeepClone());
        }
    }

    private static JsonNode? Wrap(SchemaType type, JsonNode? value) => type.Nullable is ListType list
        ? new JsonArray(Wrap(list.ElementType, value))
        : value;
}
