namespace Gateway.Common.Validation.Rules;

/// <summary>Every variable that an operation uses, fragments included, is defined. Source: GraphQL §5.8.3.</summary>
internal sealed class NoUndefinedVariablesRule() : ValidationRule(RuleVisits.Document)
{
    public override void VisitDocument(ValidationContext context)
    {
        foreach (var operation in context.Operations)
        {
            var defined = VariableUses.DefinedBy(operation);
            foreach (var use in VariableUses.Of(operation, context))
            {
                if (!defined.ContainsKey(use.Node.Name))
                {
                    context.Report(
                        ValidationCodes.VariableUndefined,
                        $"Variable \"${use.Node.Name}\" is not defined by {operation.Describe()}.",
                        use.Node,
                        operation.Operation!);
                }
            }
        }
    }
}
