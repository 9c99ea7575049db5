using Gateway.Common.Planning;
using Gateway.Common.Results;

namespace Gateway.Common.Sources.GraphQL;

/// <summary>The part of an error's path that lies below a null, told by what the gateway reads there.</summary>
/// <remarks>Shape: ends before a name that the source was not asked for.</remarks>
internal static class ErrorTail
{
    /// <param name="field">Whose value is null.</param>
    /// <param name="path">The source's.</param>
    /// <param name="step">The first step below the null.</param>
    public static ErrorStep[] Of(FetchField field, List<object> path, int step)
    {
        var indexes = new List<ErrorStep>();
        for (; step < path.Count && path[step] is int index; step++)
        {
            indexes.Add(new ErrorStep(index));
        }

        return field.Selection is { } selection ? [.. indexes, .. Of(selection, path, step)] : [.. indexes];
    }

    /// <summary>The same, of an object that is null.</summary>
    public static ErrorStep[] Of(FetchSelection selection, List<object> path, int step)
    {
        for (var index = 0; step < path.Count && index < selection.Fields.Count; index++)
        {
            var field = selection.Fields[index];
            if (path[step] is string name && field.ResponseName == name && StepTo(selection, index) is { } first)
            {
                return [first, .. Of(field, path, step + 1)];
            }
        }

        return [];
    }

    /// <returns>Null where the gateway does not read the field.</returns>
    private static ErrorStep? StepTo(FetchSelection selection, int field)
    {
        var reading = selection.Rows.Where(row => row.Slots[field] >= 0).ToArray();
        return reading is [var row, ..]
            ? new ErrorStep(
                row.Shape.SlotKeys[row.Slots[field]], 0, [.. reading.Select(static one => one.Shape.Type.Index)])
            : null;
    }
}
