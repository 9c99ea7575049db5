using Gateway.Common.Language;

namespace Gateway.Common.Validation.Rules;

/// <summary>No two operations share a name. Source: GraphQL §5.2.2.1 Operation Name Uniqueness.</summary>
internal sealed class UniqueOperationNamesRule() : ValidationRule(RuleVisits.Document)
{
    public override void VisitDocument(ValidationContext context)
    {
        if (context.Operations.Count < 2)
        {
            return;
        }

        var known = new Dictionary<Name, Name>();
        foreach (var operation in context.Operations)
        {
            if (operation.Operation!.Name is { } name && !known.TryAdd(name, name))
            {
                context.Report(
                    ValidationCodes.OperationNameDuplicated,
                    $"There is more than one operation named \"{name}\".",
                    [known[name].Start, name.Start]);
            }
        }
    }
}
