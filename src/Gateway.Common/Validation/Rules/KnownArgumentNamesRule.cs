using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Validation.Rules;

/// <summary>Arguments are defined by their field or directive. Source: GraphQL §5.4.1 Argument Names.</summary>
internal sealed class KnownArgumentNamesRule() : ValidationRule(RuleVisits.Field | RuleVisits.Directive)
{
    public override void VisitField(
        FieldNode node, NamedType? parent, FieldDefinition? definition, ValidationContext context)
    {
        if (definition is not null)
        {
            Check(node.Arguments, definition.Arguments, definition.Name, context);
        }
    }

    public override void VisitDirective(
        DirectiveNode node, DirectiveDefinition? definition, ValidationContext context)
    {
        if (definition is not null)
        {
            Check(node.Arguments, definition.Arguments, $"@{definition.Name}", context);
        }
    }

    private static void Check(
        IReadOnlyList<ArgumentNode> arguments,
        MemberMap<InputValueDefinition> definitions,
        string owner,
        ValidationContext context)
    {
        for (var index = 0; index < arguments.Count; index++)
        {
            var argument = arguments[index];
            if (definitions.Find(argument.Name.Utf8) is null)
            {
                var suggestion = Suggestions.For(
                    context, argument.Name, () => definitions.Select(definition => definition.Name));
                context.Report(
                    ValidationCodes.ArgumentUnknown,
                    $"There is no argument \"{argument.Name}\" on \"{owner}\".{suggestion}",
                    argument);
            }
        }
    }
}
