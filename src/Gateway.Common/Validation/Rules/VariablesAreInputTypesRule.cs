using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Validation.Rules;

/// <summary>Variables are of input types. Source: GraphQL §5.8.2 Variables Are Input Types.</summary>
internal sealed class VariablesAreInputTypesRule() : ValidationRule(RuleVisits.VariableDefinition)
{
    public override void VisitVariableDefinition(
        VariableDefinitionNode node, SchemaType? type, ValidationContext context)
    {
        if (type is { Named.IsInput: false })
        {
            context.Report(
                ValidationCodes.VariableTypeNotInput,
                $"Variable \"${node.Variable.Name}\" cannot be of type \"{type}\", which is no input type.",
                node.Type);
        }
    }
}
