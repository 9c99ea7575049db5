using System.Text.Json;

namespace Bff.EndToEnd.Samples;

/// <summary>Checks an answer against the schema that an OpenAPI 3.1 document promises for it.</summary>
/// <remarks>
/// Knows the words that the sample contracts use: $ref, type, properties, required, items, enum. Stricter than JSON
/// Schema in one point: a property that the schema does not name is an error.
/// </remarks>
internal static class JsonShape
{
    /// <summary>What does not fit, each with its path; empty when all does.</summary>
    public static List<string> Check(JsonElement contract, string operationId, int status, JsonElement answer)
    {
        var errors = new List<string>();
        JsonElement response = Operation(contract, operationId).GetProperty("responses").GetProperty($"{status}");
        JsonElement content = Resolve(contract, response).GetProperty("content");
        Walk(contract, content.EnumerateObject().First().Value.GetProperty("schema"), answer, "$", errors);
        return errors;
    }

    public static JsonElement Operation(JsonElement contract, string operationId) =>
        contract.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject())
            .Single(operation => operation.Value.GetProperty("operationId").GetString() == operationId)
            .Value;

    private static JsonElement Resolve(JsonElement contract, JsonElement node)
    {
        if (!node.TryGetProperty("$ref", out JsonElement reference)) return node;
        return reference.GetString()!.Split('/').Skip(1).Aggregate(contract, (at, name) => at.GetProperty(name));
    }

    private static void Walk(
        JsonElement contract, JsonElement reference, JsonElement value, string path, List<string> errors)
    {
        JsonElement schema = Resolve(contract, reference);
        if (!TypeFits(schema, value)) errors.Add($"{path}: {value.ValueKind} is not {schema.GetProperty("type")}");
        if (schema.TryGetProperty("enum", out JsonElement known)
            && !known.EnumerateArray().Any(k => JsonElement.DeepEquals(k, value)))
            errors.Add($"{path}: {value} is not in {known}");
        if (value.ValueKind == JsonValueKind.Object) WalkObject(contract, schema, value, path, errors);
        if (value.ValueKind != JsonValueKind.Array) return;
        foreach (JsonElement item in value.EnumerateArray())
            Walk(contract, schema.GetProperty("items"), item, path + "[]", errors);
    }

    private static void WalkObject(
        JsonElement contract, JsonElement schema, JsonElement value, string path, List<string> errors)
    {
        if (schema.TryGetProperty("required", out JsonElement required))
            errors.AddRange(required.EnumerateArray()
                .Where(name => !value.TryGetProperty(name.GetString()!, out _))
                .Select(name => $"{path}: '{name}' is missing"));
        JsonElement known = schema.GetProperty("properties");
        foreach (JsonProperty property in value.EnumerateObject())
        {
            if (known.TryGetProperty(property.Name, out JsonElement inner))
                Walk(contract, inner, property.Value, $"{path}.{property.Name}", errors);
            else if (schema.GetProperty("description").GetString()?.StartsWith("RFC 9457") != true)
                errors.Add($"{path}: '{property.Name}' is unknown");
        }
    }

    private static bool TypeFits(JsonElement schema, JsonElement value)
    {
        JsonElement type = schema.GetProperty("type");
        return type.ValueKind == JsonValueKind.Array
            ? type.EnumerateArray().Any(one => IsOf(one.GetString(), value))
            : IsOf(type.GetString(), value);
    }

    private static bool IsOf(string? type, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => type == "object",
        JsonValueKind.Array => type == "array",
        JsonValueKind.String => type == "string",
        JsonValueKind.Number => type == "number" || (type == "integer" && value.TryGetInt32(out _)),
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        _ => type == "null",
    };
}
