namespace Gateway.Common.Validation.Rules;

/// <summary>The schema has a root type for each operation. Source: GraphQL §5.2.1.1 Operation Type Existence.</summary>
internal sealed class KnownOperationTypesRule() : ValidationRule(RuleVisits.Document)
{
    public override void VisitDocument(ValidationContext context)
    {
        foreach (var operation in context.Operations)
        {
            if (operation.Type is null)
            {
                context.Report(
                    ValidationCodes.OperationTypeUnsupported,
                    $"The schema has no type for a {operation.Operation!.Operation} operation.",
                    operation.Operation);
            }
        }
    }
}
