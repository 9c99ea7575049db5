namespace Gateway.Common.Composition.Rules.PostMerge;

/// <summary>What an argument requires are fields that other sources give.</summary>
/// <remarks>
/// Source: Composite Schemas §4.4 Require Invalid Fields; Appendix A, Validation. A contract of another protocol may
/// require what it was entered by.
/// </remarks>
internal static class RequireInvalidFieldsRule
{
    public static void Check(MergedView merged)
    {
        var faults = new SelectionMapFaults(merged.Context);
        foreach (var facts in merged.Context.Sources)
        {
            foreach (var use in facts.Uses.Require.Where(use => use.Map is not null))
            {
                foreach (var fault in faults.Find(facts, use, except: facts.IsBound ? null : facts))
                {
                    merged.Context.Errors.Add(
                        CompositionErrorCodes.RequireInvalidFields, facts, use.Coordinate,
                        $"@require on {use.Coordinate} cannot be used: {fault}; name what other sources have.", use.At);
                }
            }
        }
    }
}
