using Gateway.Common.Language;

namespace Gateway.Common.Validation.Rules;

/// <summary>No two variables of an operation share a name. Source: GraphQL §5.8.1 Variable Uniqueness.</summary>
internal sealed class UniqueVariableNamesRule() : ValidationRule(RuleVisits.Definition)
{
    public override void VisitDefinition(DefinitionNode node, ValidationContext context)
    {
        if (node is OperationDefinitionNode { VariableDefinitions: { Count: > 1 } variables })
        {
            foreach (var (name, offsets) in Duplicates.Find(variables, static item => item.Variable.Name))
            {
                context.Report(
                    ValidationCodes.VariableDuplicated, $"There is more than one variable \"${name}\".", offsets);
            }
        }
    }
}
