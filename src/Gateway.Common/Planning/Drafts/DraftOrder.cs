namespace Gateway.Common.Planning.Drafts;

/// <summary>Drafts by their levels; those of one level as they stand.</summary>
internal static class DraftOrder
{
    public static FetchDraft[] FirstLevelFirst(IReadOnlyList<FetchDraft> drafts) => Sort(drafts, DeepestOf(drafts), 1);

    public static FetchDraft[] LastLevelFirst(IReadOnlyList<FetchDraft> drafts) => Sort(drafts, DeepestOf(drafts), -1);

    /// <summary>0 for no drafts.</summary>
    public static int DeepestOf(IReadOnlyList<FetchDraft> drafts)
    {
        var deepest = 0;
        for (var index = 0; index < drafts.Count; index++)
        {
            deepest = Math.Max(deepest, drafts[index].Level);
        }

        return deepest;
    }

    /// <remarks>Levels are small numbers, so that counting those of each tells where it begins.</remarks>
    private static FetchDraft[] Sort(IReadOnlyList<FetchDraft> drafts, int deepest, int direction)
    {
        var starts = new int[deepest + 2];
        for (var index = 0; index < drafts.Count; index++)
        {
            starts[PlaceOf(drafts[index]) + 1]++;
        }

        for (var place = 1; place < starts.Length; place++)
        {
            starts[place] += starts[place - 1];
        }

        var sorted = new FetchDraft[drafts.Count];
        for (var index = 0; index < drafts.Count; index++)
        {
            sorted[starts[PlaceOf(drafts[index])]++] = drafts[index];
        }

        return sorted;

        int PlaceOf(FetchDraft draft) => direction > 0 ? draft.Level : deepest - draft.Level;
    }
}
