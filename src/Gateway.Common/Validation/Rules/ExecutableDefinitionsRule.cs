using Gateway.Common.Language;

namespace Gateway.Common.Validation.Rules;

/// <summary>A document to execute holds operations and fragments only. Source: GraphQL §5.1.1.</summary>
internal sealed class ExecutableDefinitionsRule() : ValidationRule(RuleVisits.Definition)
{
    public override void VisitDefinition(DefinitionNode node, ValidationContext context)
    {
        if (node is TypeSystemNode)
        {
            var name = node switch
            {
                TypeDefinitionNode type => $"\"{type.Name}\"",
                DirectiveDefinitionNode directive => $"\"@{directive.Name}\"",
                _ => "schema",
            };
            context.Report(
                ValidationCodes.DefinitionNotExecutable, $"The definition of {name} cannot be executed.", node);
        }
    }
}
