using Gateway.Common.Language;

namespace Gateway.Common.Validation.Rules;

/// <summary>Finds names that stand more than once in a list.</summary>
internal static class Duplicates
{
    /// <summary>Up to here pairs are compared; past it a table is built, so that no list costs its square.</summary>
    private const int PairwiseCountMax = 8;

    /// <returns>Each repeated name, with the byte offsets of all its places.</returns>
    public static IEnumerable<(Name Name, int[] Offsets)> Find<T>(IReadOnlyList<T> items, Func<T, Name> nameOf) =>
        Any(items, nameOf)
            ? items.Select(nameOf)
                .GroupBy(name => name)
                .Where(group => group.Skip(1).Any())
                .Select(group => (group.Key, group.Select(name => name.Start).ToArray()))
            : [];

    private static bool Any<T>(IReadOnlyList<T> items, Func<T, Name> nameOf)
    {
        if (items.Count > PairwiseCountMax)
        {
            return items.Select(nameOf).ToHashSet().Count < items.Count;
        }

        for (var index = 1; index < items.Count; index++)
        {
            var name = nameOf(items[index]);
            for (var other = 0; other < index; other++)
            {
                if (nameOf(items[other]) == name)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
