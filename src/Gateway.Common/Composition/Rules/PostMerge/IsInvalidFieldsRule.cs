namespace Gateway.Common.Composition.Rules.PostMerge;

/// <summary>What a lookup's argument is are fields of the entity, in whatever source.</summary>
/// <remarks>Source: Composite Schemas §4.4 Is Invalid Fields; Appendix A, Validation.</remarks>
internal static class IsInvalidFieldsRule
{
    public static void Check(MergedView merged)
    {
        var faults = new SelectionMapFaults(merged.Context);
        foreach (var facts in merged.Context.Sources)
        {
            foreach (var use in facts.Uses.Is.Where(use => use.Map is not null))
            {
                foreach (var fault in faults.Find(facts, use, except: null))
                {
                    merged.Context.Errors.Add(
                        CompositionErrorCodes.IsInvalidFields, facts, use.Coordinate,
                        $"@is on {use.Coordinate} cannot be used: {fault}; name what the entity has.", use.At);
                }
            }
        }
    }
}
