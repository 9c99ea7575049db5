using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Common.Language;

namespace Gateway.Testing.Differential;

/// <summary>JSON as text in which equal values are equal.</summary>
internal static class CanonicalJson
{
    /// <summary>Members in the order of their names; what types objects have is left out.</summary>
    public static string Of(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject members => $"{{{string.Join(',', members.Where(member => member.Key != "__typename")
            .OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => $"\"{member.Key}\":{Of(member.Value)}"))}}}",
        JsonArray elements => $"[{string.Join(',', elements.Select(Of))}]",
        _ => node.ToJsonString(),
    };

    /// <summary>What a selection names of a value, whatever the types of its objects are.</summary>
    /// <returns>Null where the object lacks a field that is selected of all types.</returns>
    public static JsonNode? Select(JsonElement value, SelectionSetNode set, out bool isWhole)
    {
        isWhole = true;
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var result = new JsonObject();
                Select(value, set, result, isCertain: true, ref isWhole);
                return result;
            case JsonValueKind.Array:
                var list = new JsonArray();
                foreach (var element in value.EnumerateArray())
                {
                    list.Add(Select(element, set, out var isElementWhole));
                    isWhole &= isElementWhole;
                }

                return list;
            default:
                return JsonNode.Parse(value.GetRawText());
        }
    }

    private static void Select(
        JsonElement value, SelectionSetNode set, JsonObject result, bool isCertain, ref bool isWhole)
    {
        foreach (var node in set.Selections)
        {
            switch (node)
            {
                case FieldNode field when value.TryGetProperty(field.Name.Value, out var member):
                    var isMemberWhole = true;
                    result[field.Name.Value] = field.SelectionSet is { } below
                        ? Merge(result[field.Name.Value], Select(member, below, out isMemberWhole))
                        : JsonNode.Parse(member.GetRawText());
                    isWhole &= isMemberWhole;
                    break;
                case FieldNode field:
                    isWhole &= !isCertain || field.Name.Value == "__typename";
                    break;
                case InlineFragmentNode inline:
                    Select(value, inline.SelectionSet, result, inline.TypeCondition is null && isCertain, ref isWhole);
                    break;
            }
        }
    }

    private static JsonNode? Merge(JsonNode? earlier, JsonNode? later)
    {
        if (earlier is JsonObject known && later is JsonObject added)
        {
            foreach (var (name, value) in added.ToArray())
            {
                known[name] = value?.DeepClone();
            }

            return known.DeepClone();
        }

        return later;
    }
}
