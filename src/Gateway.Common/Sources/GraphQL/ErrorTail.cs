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
        var name = step < path.Count ? path[step] as string : null;
        var types = new List<int>();
        string? key = null;
        FetchField? read = null;
        for (var index = 0; name is not null && index < selection.Fields.Count; index++)
        {
            if (selection.Fields[index].ResponseName != name)
            {
                continue;
            }

            foreach (var row in selection.Rows.Where(row => row.Slots[index] >= 0))
            {
                key ??= row.Shape.SlotKeys[row.Slots[index]];
                read ??= selection.Fields[index];
                types.Add(row.Shape.Type.Index);
            }
        }

        return read is null ? [] : [new ErrorStep(key, 0, types), .. Of(read, path, step + 1)];
    }
}
