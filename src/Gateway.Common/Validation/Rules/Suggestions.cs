using Gateway.Common.Language;

namespace Gateway.Common.Validation.Rules;

/// <summary>Names that may have been meant; only where the options let messages reveal the schema.</summary>
internal static class Suggestions
{
    private const int SuggestionsMax = 5;

    /// <summary>Candidates looked at; in a larger schema nothing is suggested.</summary>
    private const int CandidatesMax = 2_000;

    /// <returns>A sentence with a leading blank, or nothing.</returns>
    public static string For(ValidationContext context, Name given, Func<IEnumerable<string>> candidates)
    {
        if (!context.Options.Suggestions)
        {
            return "";
        }

        var name = given.Value;
        var threshold = (name.Length * 2 / 5) + 1;
        var near = candidates()
            .Take(CandidatesMax)
            .Select(candidate => (candidate, distance: Distance(name, candidate, threshold)))
            .Where(pair => pair.distance <= threshold)
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Take(SuggestionsMax)
            .Select(pair => $"\"{pair.candidate}\"")
            .ToArray();
        return near.Length == 0 ? "" : $" Did you mean {string.Join(" or ", near)}?";
    }

    /// <summary>Edits (insert, delete, replace, swap neighbours; case alone counts one) between two names.</summary>
    private static int Distance(string left, string right, int threshold)
    {
        if (string.Equals(left, right, StringComparison.OrdinalIgnoreCase))
        {
            return left == right ? 0 : 1;
        }

        if (Math.Abs(left.Length - right.Length) > threshold)
        {
            return int.MaxValue;
        }

        var (a, b) = (left.ToLowerInvariant(), right.ToLowerInvariant());
        var rows = new int[3, b.Length + 1];
        for (var column = 0; column <= b.Length; column++)
        {
            rows[0, column] = column;
        }

        for (var row = 1; row <= a.Length; row++)
        {
            rows[row % 3, 0] = row;
            for (var column = 1; column <= b.Length; column++)
            {
                var replace = rows[(row - 1) % 3, column - 1] + (a[row - 1] == b[column - 1] ? 0 : 1);
                var edit = Math.Min(rows[(row - 1) % 3, column], rows[row % 3, column - 1]) + 1;
                var cost = Math.Min(replace, edit);
                if (row > 1 && column > 1 && a[row - 1] == b[column - 2] && a[row - 2] == b[column - 1])
                {
                    cost = Math.Min(cost, rows[(row - 2) % 3, column - 2] + 1);
                }

                rows[row % 3, column] = cost;
            }
        }

        return rows[a.Length % 3, b.Length];
    }
}
