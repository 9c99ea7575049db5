using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Common.Results;

namespace Gateway.Testing.Pressure;

/// <summary>Whether an answer is right as far as it goes: what is not there is null, and an error says why.</summary>
/// <remarks>
/// Source: GraphQL §6.4.4 and §7.1.2. A null that the whole answer has not, stands at the path of an error of a source,
/// or above it; each error's path leads to a null. Everything else is as in the whole answer. Where as many errors are
/// told as are written of one answer at most, a null may also be of a field that errors are told of elsewhere.
/// </remarks>
internal static class PartialAnswer
{
    private const string SourceCodes = "SOURCE_";

    /// <param name="whole">The answer without faults, with its <c>data</c>.</param>
    /// <param name="answer">As it came.</param>
    /// <returns>What is wrong and where; null if nothing is.</returns>
    public static string? FindFault(JsonNode whole, ReadOnlySpan<byte> answer)
    {
        JsonObject read;
        try
        {
            read = JsonNode.Parse(answer)!.AsObject();
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return $"no JSON object: {wrong.Message}";
        }

        var errors = read["errors"]?.AsArray() ?? [];
        var paths = new List<string[]>();
        foreach (var error in errors)
        {
            var path = (error!["path"]?.AsArray() ?? []).Select(static step => step!.ToString()).ToArray();
            if (path.Length == 0
                || error["extensions"]?["code"]?.ToString().StartsWith(SourceCodes, StringComparison.Ordinal) != true)
            {
                return $"an error that is no source's: {error.ToJsonString()}";
            }

            if (!EndsInNull(read["data"], path))
            {
                return $"an error at {string.Join('.', path)}, where there is no null";
            }

            paths.Add(path);
        }

        return Compare(whole["data"], read["data"], [], paths);
    }

    private static bool EndsInNull(JsonNode? node, string[] path)
    {
        foreach (var step in path)
        {
            node = node switch
            {
                JsonObject members => members[step],
                JsonArray items => items[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)],
                _ => node,
            };
            if (node is null)
            {
                return true;
            }
        }

        return false;
    }

    private static string? Compare(JsonNode? whole, JsonNode? given, List<string> path, List<string[]> errors)
    {
        switch (whole, given)
        {
            case (null, null):
                return null;
            case (not null, null):
                return errors.Exists(error => IsToldBy(error, path, errors.Count))
                    ? null
                    : $"a null without an error at {string.Join('.', path)}, beside {errors.Count} errors";
            case (JsonObject expected, JsonObject members)
                when expected.Select(static member => member.Key).SequenceEqual(members.Select(static m => m.Key)):
                return First(expected.Select(member => (member.Key, member.Value, members[member.Key])), path, errors);
            case (JsonArray expected, JsonArray items) when expected.Count == items.Count:
                return First(expected.Select((item, index) => ($"{index}", item, items[index])), path, errors);
            default:
                return JsonNode.DeepEquals(whole, given) ? null : $"another value at {string.Join('.', path)}";
        }
    }

    private static bool IsToldBy(string[] error, List<string> path, int errors) =>
        error.Take(path.Count).SequenceEqual(path)
        || (errors >= ResponseWriter.ErrorsMax && error[^1] == path[^1]);

    private static string? First(
        IEnumerable<(string Step, JsonNode? Whole, JsonNode? Given)> parts, List<string> path, List<string[]> errors)
    {
        foreach (var (step, whole, given) in parts)
        {
            path.Add(step);
            if (Compare(whole, given, path, errors) is { } fault)
            {
                return fault;
            }

            path.RemoveAt(path.Count - 1);
        }

        return null;
    }
}
