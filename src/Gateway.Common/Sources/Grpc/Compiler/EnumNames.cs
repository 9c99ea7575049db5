using System.Text;

namespace Gateway.Common.Sources.Grpc.Compiler;

/// <summary>Enum values that programs would call the same: without case, underscores and the enum's own name.</summary>
/// <remarks>Source: what protoc refuses but in proto2, where it only warns.</remarks>
internal static class EnumNames
{
    /// <returns>A value that has another's name and not its number; null for none.</returns>
    public static EnumValueNode? FindConflict(EnumNode type)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var value in type.Values)
        {
            var name = Pascal(WithoutPrefix(type.Name, value.Name));
            if (!known.TryAdd(name, value.Number) && known[name] != value.Number)
            {
                return value;
            }
        }

        return null;
    }

    private static string WithoutPrefix(string type, string value)
    {
        var prefix = type.Replace("_", "", StringComparison.Ordinal);
        var matched = 0;
        var at = 0;
        for (; at < value.Length && matched < prefix.Length; at++)
        {
            if (value[at] == '_')
            {
                continue;
            }

            if (char.ToLowerInvariant(value[at]) != char.ToLowerInvariant(prefix[matched++]))
            {
                return value;
            }
        }

        var rest = value[at..].TrimStart('_');
        return matched < prefix.Length || rest.Length == 0 ? value : rest;
    }

    private static string Pascal(string name)
    {
        var pascal = new StringBuilder();
        var isUpper = true;
        foreach (var character in name)
        {
            if (character != '_')
            {
                pascal.Append(isUpper ? char.ToUpperInvariant(character) : char.ToLowerInvariant(character));
            }

            isUpper = character == '_';
        }

        return pascal.ToString();
    }
}
