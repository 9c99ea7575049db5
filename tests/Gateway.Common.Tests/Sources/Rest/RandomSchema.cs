using System.Text.Json;

namespace Gateway.Common.Tests.Sources.Rest;

/// <summary>Component schemas as JSON: <c>Root</c>, an object, and those it refers to.</summary>
internal static class RandomSchema
{
    private const int DepthMax = 4;

    private const string Identified = """{"required":["id"],"properties":{"id":{"type":"string"}}}""";

    private static readonly string[] Scalars =
    [
        """{"type":"string"}""", """{"type":"string","format":"date-time"}""", """{"type":"string","format":"byte"}""",
        """{"type":"string","format":"uuid"}""", """{"type":"integer"}""", """{"type":"integer","format":"int64"}""",
        """{"type":"number"}""", """{"type":"number","format":"decimal"}""", """{"type":"boolean"}""", "{}",
        """{"type":["string","null"]}""", """{"anyOf":[{"type":"integer"},{"type":"null"}]}""",
        """{"enum":["a b","-a b","9",""]}""", """{"enum":[1,2.5,"two",true]}""", """{"const":"only this"}""",
    ];

    public static string Make(Random random)
    {
        var components = new Dictionary<string, string>(StringComparer.Ordinal);
        components["Root"] = Object(random, 0, components, "");
        return $"{{{string.Join(',', components.Select(static one => $"\"{one.Key}\":{one.Value}"))}}}";
    }

    /// <summary>What a wire may call something.</summary>
    public static string Name(Random random)
    {
        string[] parts = ["a", "b c", "é", "-", "X", "$d", "9", "\"", "\\", "名", "_", "id", "\n", "\uD83D\uDE00"];
        return string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => parts[random.Next(parts.Length)]));
    }

    private static string Any(Random random, int depth, Dictionary<string, string> components)
    {
        var kind = depth >= DepthMax ? 0 : random.Next(8);
        return kind switch
        {
            1 or 2 => Object(random, depth, components, ""),
            3 => $$"""{"type":"array","items":{{Any(random, depth + 1, components)}}}""",
            4 => $$"""{"type":"object","additionalProperties":{{Scalars[random.Next(9)]}}}""",
            5 => Choice(random, depth, components),
            6 => $"{{\"allOf\":[{Object(random, depth, components, "")},{Identified}]}}",
            _ => Scalars[random.Next(Scalars.Length)],
        };
    }

    private static string Object(Random random, int depth, Dictionary<string, string> components, string tag)
    {
        var names = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Name(random)).Distinct().ToArray();
        var required = names.Where(_ => random.Next(2) == 0).Append(tag).Where(static name => name.Length > 0);
        var properties = names.Select(name =>
            $"{JsonSerializer.Serialize(name)}:{Any(random, depth + 1, components)}");
        if (tag.Length > 0)
        {
            properties = properties.Append($"\"{tag}\":{{\"type\":\"boolean\"}}");
        }

        var additional = random.Next(5) == 0 ? ""","additionalProperties":{"type":"integer"}""" : "";
        return $"{{\"type\":\"object\",\"required\":{JsonSerializer.Serialize(required)},"
            + $"\"properties\":{{{string.Join(',', properties)}}}{additional}}}";
    }

    /// <summary>Of objects that a property of their own tells apart, and of one value that is none.</summary>
    private static string Choice(Random random, int depth, Dictionary<string, string> components)
    {
        var members = new List<string>();
        for (var index = random.Next(2, 4); index > 0; index--)
        {
            var name = $"Member{components.Count}";
            components[name] = "{}";
            components[name] = Object(random, depth + 1, components, $"is {name}");
            members.Add($"{{\"$ref\":\"#/components/schemas/{name}\"}}");
        }

        members.AddRange(random.Next(2) == 0 ? ["""{"type":"string"}"""] : []);
        return $"{{\"{(random.Next(2) == 0 ? "oneOf" : "anyOf")}\":[{string.Join(',', members)}]}}";
    }
}
