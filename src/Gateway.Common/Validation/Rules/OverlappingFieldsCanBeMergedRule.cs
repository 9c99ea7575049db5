using Gateway.Common.Validation.Overlap;

namespace Gateway.Common.Validation.Rules;

/// <summary>Selections that land in one response field agree. Source: GraphQL §5.3.2 Field Selection Merging.</summary>
/// <remarks>
/// A grouped check, near-linear, tells whether there is any conflict. Only then are fields compared in pairs, to name
/// every place: a document that is refused anyway, within the same budget.
/// </remarks>
internal sealed class OverlappingFieldsCanBeMergedRule() : ValidationRule(RuleVisits.Document)
{
    public override void VisitDocument(ValidationContext context)
    {
        if (new FieldMergeCheck(context).FindConflict() is not var (first, second))
        {
            return;
        }

        var errorsBefore = context.Errors.Count;
        new ConflictFinder(context).Report();
        if (context.Errors.Count == errorsBefore)
        {
            context.Report(
                ValidationCodes.FieldsConflict,
                $"Fields \"{first.ResponseName}\" conflict: give them different aliases.",
                first,
                second);
        }
    }
}
