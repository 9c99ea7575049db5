using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Validation.Rules;

/// <summary>Required arguments are given. Source: GraphQL §5.4.3 Required Arguments.</summary>
internal sealed class ProvidedRequiredArgumentsRule() : ValidationRule(RuleVisits.Field | RuleVisits.Directive)
{
    public override void VisitField(
        FieldNode node, NamedType? parent, FieldDefinition? definition, ValidationContext context)
    {
        if (definition is { Arguments.Count: > 0 })
        {
            Check(node, definition.Name, node.Arguments, definition.Arguments, context);
        }
    }

    public override void VisitDirective(
        DirectiveNode node, DirectiveDefinition? definition, ValidationContext context)
    {
        if (definition is { Arguments.Count: > 0 })
        {
            Check(node, $"@{definition.Name}", node.Arguments, definition.Arguments, context);
        }
    }

    private static void Check(
        SyntaxNode node,
        string owner,
        IReadOnlyList<ArgumentNode> arguments,
        MemberMap<InputValueDefinition> definitions,
        ValidationContext context)
    {
        for (var index = 0; index < definitions.Count; index++)
        {
            var definition = definitions[index];
            if (definition.IsRequired && !IsGiven(arguments, definition, context))
            {
                context.Report(
                    ValidationCodes.ArgumentMissing,
                    $"\"{owner}\" requires argument \"{definition.Name}\" of type \"{definition.Type}\".",
                    node);
            }
        }
    }

    private static bool IsGiven(
        IReadOnlyList<ArgumentNode> arguments, InputValueDefinition definition, ValidationContext context)
    {
        for (var index = 0; index < arguments.Count; index++)
        {
            context.Charge();
            if (arguments[index].Name.Is(definition.Utf8Name))
            {
                return true;
            }
        }

        return false;
    }
}
