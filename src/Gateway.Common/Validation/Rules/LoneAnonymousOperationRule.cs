namespace Gateway.Common.Validation.Rules;

/// <summary>An operation without name is the only one. Source: GraphQL §5.2.3.1 Lone Anonymous Operation.</summary>
internal sealed class LoneAnonymousOperationRule() : ValidationRule(RuleVisits.Document)
{
    public override void VisitDocument(ValidationContext context)
    {
        if (context.Operations.Count < 2)
        {
            return;
        }

        foreach (var operation in context.Operations)
        {
            if (operation.Operation!.Name is null)
            {
                context.Report(
                    ValidationCodes.AnonymousOperationNotAlone,
                    "An operation without name must be the only operation of its document.",
                    operation.Operation);
            }
        }
    }
}
