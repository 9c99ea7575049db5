using System.Text.Json.Nodes;

namespace Bff.EndToEnd.Engine;

/// <summary>Where a fault leaves nulls: <c>me.orders.items.*.product>name</c>.</summary>
/// <remarks>
/// The value named last before <c>&gt;</c> becomes null; the whole path, indexes in place of <c>*</c>, is the error's.
/// </remarks>
internal static class NullPaths
{
    /// <param name="data">Changed: each place is set to null.</param>
    /// <param name="pattern">The place, seen from the data.</param>
    /// <returns>The errors' paths as JSON, in the order of the answer.</returns>
    public static List<string> Apply(JsonNode data, string pattern)
    {
        var parts = pattern.Split('>');
        var below = parts.Length > 1 ? parts[1].Split('.') : [];
        var found = new List<string>();
        Apply(data, parts[0].Split('.'), 0, [], below, found);
        return found;
    }

    private static void Apply(
        JsonNode node, string[] steps, int step, JsonArray path, string[] below, List<string> found)
    {
        if (steps[step] == "*")
        {
            for (var index = 0; index < node.AsArray().Count; index++)
            {
                Apply(node[index]!, steps, step + 1, Append(path, index), below, found);
            }

            return;
        }

        var here = Append(path, steps[step]);
        if (step < steps.Length - 1)
        {
            Apply(node[steps[step]]!, steps, step + 1, here, below, found);
            return;
        }

        node[steps[step]] = null;
        found.Add(below.Aggregate(here, static (longer, name) => Append(longer, name)).ToJsonString());
    }

    private static JsonArray Append(JsonArray path, JsonNode step)
    {
        var longer = path.DeepClone().AsArray();
        longer.Add(step);
        return longer;
    }
}
