using Gateway.Common.Language;

namespace Gateway.Common.Validation.Rules;

/// <summary>Every variable is used by its operation, fragments included. Source: GraphQL §5.8.4.</summary>
internal sealed class NoUnusedVariablesRule() : ValidationRule(RuleVisits.Document)
{
    public override void VisitDocument(ValidationContext context)
    {
        foreach (var operation in context.Operations)
        {
            var variables = operation.Operation!.VariableDefinitions;
            if (variables.Count == 0)
            {
                continue;
            }

            var used = new HashSet<Name>();
            foreach (var use in VariableUses.Of(operation, context))
            {
                used.Add(use.Node.Name);
            }

            foreach (var variable in variables)
            {
                if (!used.Contains(variable.Variable.Name))
                {
                    context.Report(
                        ValidationCodes.VariableUnused,
                        $"Variable \"${variable.Variable.Name}\" is never used by {operation.Describe()}.",
                        variable);
                }
            }
        }
    }
}
