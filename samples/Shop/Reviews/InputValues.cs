using System.Globalization;
using System.Text.Json;
using Gateway.Common.Language;

namespace Shop.Reviews;

/// <summary>Turns literals and JSON into plain values, and plain values into those that a type asks for.</summary>
/// <remarks>
/// Plain values: null, bool, long, double, string, <c>List</c> and <c>Dictionary</c> of these.
/// Source: GraphQL §3.5, §3.10, §3.11 (input coercion).
/// </remarks>
internal static class InputValues
{
    public static object? Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.TryGetInt64(out long number) ? (object)number : json.GetDouble(),
        JsonValueKind.Array => json.EnumerateArray().Select(Of).ToList(),
        _ => Fields(json),
    };

    /// <summary>The value of a literal; a variable without a value is left out where it may be.</summary>
    public static object? Of(ValueNode literal, IReadOnlyDictionary<string, object?> variables) => literal switch
    {
        VariableNode variable => variables.GetValueOrDefault(variable.Name.Value),
        BooleanValueNode boolean => boolean.Value,
        IntValueNode number => long.TryParse(number.Value, CultureInfo.InvariantCulture, out long value)
            ? (object)value
            : double.Parse(number.Value, CultureInfo.InvariantCulture),
        FloatValueNode number => double.Parse(number.Value, CultureInfo.InvariantCulture),
        StringValueNode text => text.Value,
        EnumValueNode name => name.Name.Value,
        ListValueNode list => list.Values.Select(item => Of(item, variables)).ToList(),
        ObjectValueNode fields => fields.Fields
            .Where(field => field.Value is not VariableNode variable || variables.ContainsKey(variable.Name.Value))
            .ToDictionary(field => field.Name.Value, field => Of(field.Value, variables)),
        _ => null,
    };

    /// <exception cref="GraphQLException">The value is not of the type; the message says where.</exception>
    public static object? Coerce(object? value, TypeNode type, string where)
    {
        if (type is NonNullTypeNode nonNull)
        {
            return Coerce(value, nonNull.NullableType, where)
                ?? throw new GraphQLException($"{where} must not be null.");
        }

        if (value is null) return null;
        if (type is not ListTypeNode list) return CoerceNamed(value, SubgraphSchema.NameOf(type), where);
        return value is List<object?> items
            ? items.Select((item, at) => Coerce(item, list.ElementType, $"{where}[{at}]")).ToList()
            : new List<object?> { Coerce(value, list.ElementType, where) };
    }

    /// <summary>Values by name as the definitions ask for them, defaults filled in.</summary>
    public static Dictionary<string, object?> CoerceAll(
        IReadOnlyList<InputValueDefinitionNode> definitions, IReadOnlyDictionary<string, object?> given, string where)
    {
        string? unknown = given.Keys.Except(definitions.Select(definition => definition.Name.Value)).FirstOrDefault();
        if (unknown is not null) throw new GraphQLException($"{where} has no '{unknown}'.");
        var values = new Dictionary<string, object?>();
        foreach (InputValueDefinitionNode definition in definitions)
        {
            string name = definition.Name.Value;
            if (!given.TryGetValue(name, out object? value) && definition.DefaultValue is { } fallback)
                value = Of(fallback, new Dictionary<string, object?>());
            values[name] = Coerce(value, definition.Type, $"{where}.{name}");
        }

        return values;
    }

    private static object CoerceNamed(object value, string type, string where)
    {
        object? coerced = (type, value) switch
        {
            ("Int", long number and >= int.MinValue and <= int.MaxValue) => number,
            ("Float", long number) => (double)number,
            ("Float", double) or ("String", string) or ("Boolean", bool) or ("ID", string) => value,
            ("ID", long number) => number.ToString(CultureInfo.InvariantCulture),
            ("_Any", Dictionary<string, object?>) => value,
            (_, Dictionary<string, object?> fields) when SubgraphSchema.Instance.Input(type) is { } input =>
                CoerceAll(input.Fields, fields, where),
            _ => null,
        };
        return coerced ?? throw new GraphQLException($"{where} is not a value of type {type}.");
    }

    private static Dictionary<string, object?> Fields(JsonElement json)
    {
        var fields = new Dictionary<string, object?>();
        foreach (JsonProperty property in json.EnumerateObject()) fields[property.Name] = Of(property.Value);
        return fields;
    }
}
