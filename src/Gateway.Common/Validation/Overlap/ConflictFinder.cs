using Gateway.Common.Schema;

namespace Gateway.Common.Validation.Overlap;

/// <summary>Names every conflict with all its places, by comparing fields in pairs.</summary>
/// <remarks>
/// Source: GraphQL §5.3.2; which pairs make one error follows the reference implementation, so that tools see the same
/// places: each selection set is compared within, with the fragments it spreads, and those with one another; each pair
/// of fragments, and of a set and a fragment, once. Shape: quadratic, within the work budget.
/// </remarks>
internal sealed class ConflictFinder(ValidationContext context)
{
    private readonly SelectionTable _table = context.Selections;
    private readonly FieldMap?[] _maps = new FieldMap?[context.Selections.SetCount];
    private readonly ComparedPairs _fragmentPairs = new();
    private readonly ComparedPairs _setFragmentPairs = new();

    public void Report()
    {
        for (var set = 0; set < _table.SetCount; set++)
        {
            CompareWithin(set);
        }
    }

    private void CompareWithin(int set)
    {
        var conflicts = new List<FieldConflict>();
        var map = MapOf(set);
        foreach (var group in map.Groups)
        {
            for (var first = 0; first < group.Count; first++)
            {
                for (var second = first + 1; second < group.Count; second++)
                {
                    ComparePair(group[first], group[second], areExclusive: false, conflicts);
                    ReportAndClear(conflicts);
                }
            }
        }

        for (var index = 0; index < map.Fragments.Count; index++)
        {
            CompareSetWithFragment(set, map.Fragments[index], areExclusive: false, conflicts);
            for (var other = index + 1; other < map.Fragments.Count; other++)
            {
                CompareFragments(map.Fragments[index], map.Fragments[other], areExclusive: false, conflicts);
            }

            ReportAndClear(conflicts);
        }
    }

    /// <summary>At once, so that enough errors end the search.</summary>
    private void ReportAndClear(List<FieldConflict> conflicts)
    {
        foreach (var conflict in conflicts)
        {
            context.Report(
                ValidationCodes.FieldsConflict,
                $"Fields \"{conflict.ResponseName}\" conflict: {conflict.Reason}. Give them different aliases.",
                [.. conflict.Left, .. conflict.Right]);
        }

        conflicts.Clear();
    }

    private void CompareSetWithFragment(
        int set, DefinitionFacts fragment, bool areExclusive, List<FieldConflict> conflicts)
    {
        context.GuardStack();
        context.Charge();
        if (set == fragment.RootSet || !_setFragmentPairs.Add(set, fragment.RootSet, areExclusive))
        {
            return;
        }

        CompareMaps(set, fragment.RootSet, areExclusive, conflicts);
        foreach (var inner in MapOf(fragment.RootSet).Fragments)
        {
            CompareSetWithFragment(set, inner, areExclusive, conflicts);
        }
    }

    private void CompareFragments(
        DefinitionFacts left, DefinitionFacts right, bool areExclusive, List<FieldConflict> conflicts)
    {
        context.GuardStack();
        context.Charge();
        if (left == right || !_fragmentPairs.AddUnordered(left.RootSet, right.RootSet, areExclusive))
        {
            return;
        }

        CompareMaps(left.RootSet, right.RootSet, areExclusive, conflicts);
        foreach (var inner in MapOf(right.RootSet).Fragments)
        {
            CompareFragments(left, inner, areExclusive, conflicts);
        }

        foreach (var inner in MapOf(left.RootSet).Fragments)
        {
            CompareFragments(inner, right, areExclusive, conflicts);
        }
    }

    private void CompareMaps(int left, int right, bool areExclusive, List<FieldConflict> conflicts)
    {
        var others = MapOf(right);
        foreach (var group in MapOf(left).Groups)
        {
            context.Charge();
            if (others.Find(_table[group[0]].ResponseId) is not { } matches)
            {
                continue;
            }

            foreach (var first in group)
            {
                foreach (var second in matches)
                {
                    ComparePair(first, second, areExclusive, conflicts);
                }
            }
        }
    }

    private void ComparePair(int left, int right, bool areExclusive, List<FieldConflict> conflicts)
    {
        context.GuardStack();
        context.Charge();
        ref readonly var first = ref _table[left];
        ref readonly var second = ref _table[right];
        var parentsDiffer = first.Parent is ObjectType && second.Parent is ObjectType && first.Parent != second.Parent;
        areExclusive |= parentsDiffer;
        if (ReasonOf(in first, in second, areExclusive) is { } reason)
        {
            conflicts.Add(new FieldConflict(
                first.Field!.ResponseName, reason, [first.Field.Span.Start], [second.Field!.Span.Start]));
        }
        else if (first.ChildSet != SelectionTable.None && second.ChildSet != SelectionTable.None)
        {
            var inner = new List<FieldConflict>();
            CompareChildren(first.ChildSet, second.ChildSet, areExclusive, inner);
            if (inner.Count > 0)
            {
                conflicts.Add(FieldConflict.Above(first.Field!, second.Field!, inner));
            }
        }
    }

    private void CompareChildren(int left, int right, bool areExclusive, List<FieldConflict> conflicts)
    {
        CompareMaps(left, right, areExclusive, conflicts);
        foreach (var fragment in MapOf(right).Fragments)
        {
            CompareSetWithFragment(left, fragment, areExclusive, conflicts);
        }

        foreach (var fragment in MapOf(left).Fragments)
        {
            CompareSetWithFragment(right, fragment, areExclusive, conflicts);
        }

        foreach (var first in MapOf(left).Fragments)
        {
            foreach (var second in MapOf(right).Fragments)
            {
                CompareFragments(first, second, areExclusive, conflicts);
            }
        }
    }

    private string? ReasonOf(in SelectionEntry first, in SelectionEntry second, bool areExclusive)
    {
        if (!areExclusive && first.Field!.Name != second.Field!.Name)
        {
            return $"\"{first.Field.Name}\" and \"{second.Field.Name}\" are different fields";
        }

        if (!areExclusive && !FieldEquality.SameArguments(first.Field!, second.Field!, context))
        {
            return "they have different arguments";
        }

        return first.Definition is { Type: var left }
            && second.Definition is { Type: var right }
            && !FieldEquality.SameShape(left, right)
                ? $"their types \"{left}\" and \"{right}\" differ"
                : null;
    }

    private FieldMap MapOf(int set) => _maps[set] ??= FieldMap.Of(set, context);
}
