using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Validation.Rules;

/// <summary>Nothing deprecated is used; runs only for tools that ask for it.</summary>
internal sealed class NoDeprecatedRule() : ValidationRule(
    RuleVisits.Field | RuleVisits.Directive | RuleVisits.TypedValue)
{
    public override void VisitField(
        FieldNode node, NamedType? parent, FieldDefinition? definition, ValidationContext context)
    {
        if (definition is null)
        {
            return;
        }

        Check(definition.DeprecationReason, definition.Coordinate, node, context);
        CheckArguments(node.Arguments, definition.Arguments, definition.Name, context);
    }

    public override void VisitDirective(
        DirectiveNode node, DirectiveDefinition? definition, ValidationContext context)
    {
        if (definition is not null)
        {
            CheckArguments(node.Arguments, definition.Arguments, $"@{definition.Name}", context);
        }
    }

    public override void VisitTypedValue(ValueNode value, SchemaType type, ValidationContext context)
    {
        switch (value, type.Named)
        {
            case (EnumValueNode node, EnumType @enum):
                var reason = @enum.Values.Find(node.Name.Utf8)?.DeprecationReason;
                Check(reason, $"{@enum}.{node.Name}", node, context);
                break;
            case (ListValueNode list, _):
                foreach (var item in list.Values)
                {
                    VisitTypedValue(item, type.Nullable is ListType items ? items.ElementType : type, context);
                }

                break;
            case (ObjectValueNode node, InputObjectType input):
                foreach (var field in node.Fields)
                {
                    if (input.Fields.Find(field.Name.Utf8) is { } definition)
                    {
                        Check(definition.DeprecationReason, $"{input}.{definition.Name}", field, context);
                        VisitTypedValue(field.Value, definition.Type, context);
                    }
                }

                break;
        }
    }

    private static void CheckArguments(
        IReadOnlyList<ArgumentNode> arguments,
        MemberMap<InputValueDefinition> definitions,
        string owner,
        ValidationContext context)
    {
        foreach (var argument in arguments)
        {
            var reason = definitions.Find(argument.Name.Utf8)?.DeprecationReason;
            Check(reason, $"{owner}({argument.Name}:)", argument, context);
        }
    }

    private static void Check(string? reason, string coordinate, SyntaxNode node, ValidationContext context)
    {
        if (reason is not null)
        {
            context.Report(ValidationCodes.ElementDeprecated, $"{coordinate} is deprecated: {reason}", node);
        }
    }
}
