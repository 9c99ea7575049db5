using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Validation.Rules;

/// <summary>
/// Literals fit their positions. Source: GraphQL §5.6.1 Values of Correct Type, §5.6.2 Input Object Field Names, §5.6.4
/// Input Object Required Fields, §3.10.1 OneOf Input Objects.
/// </summary>
internal sealed class ValuesOfCorrectTypeRule() : ValidationRule(RuleVisits.TypedValue | RuleVisits.Document)
{
    public override void VisitTypedValue(ValueNode value, SchemaType type, ValidationContext context)
    {
        switch (value)
        {
            case VariableNode:
                break;
            case NullValueNode:
                if (type.IsNonNull)
                {
                    Report(value, type, context);
                }

                break;
            case ListValueNode list when type.Nullable is ListType { ElementType: var elementType }:
                foreach (var item in list.Values)
                {
                    context.Charge();
                    VisitTypedValue(item, elementType, context);
                }

                break;
            case ObjectValueNode @object when type.Named is InputObjectType input:
                CheckFields(@object, input, context);
                break;
            default:
                CheckLeaf(value, type, context);
                break;
        }
    }

    /// <summary>A variable that gives a oneOf input object's field must not be nullable, wherever it is used.</summary>
    public override void VisitDocument(ValidationContext context)
    {
        foreach (var operation in context.Operations)
        {
            var defined = VariableUses.DefinedBy(operation);
            foreach (var use in VariableUses.Of(operation, context))
            {
                if (use.OneOf is { Fields.Count: 1 } value
                    && defined.TryGetValue(use.Node.Name, out var definition)
                    && definition.Type is not NonNullTypeNode)
                {
                    context.Report(
                        ValidationCodes.OneOfInvalid,
                        $"Variable \"${use.Node.Name}\" gives a oneOf input object's field and must not be nullable.",
                        value);
                }
            }
        }
    }

    private static void CheckLeaf(ValueNode value, SchemaType type, ValidationContext context)
    {
        if (type.Named is not { IsLeaf: true } leaf || !LiteralFaults.FitsLeaf(value, leaf))
        {
            Report(value, type, context);
        }
    }

    private void CheckFields(ObjectValueNode value, InputObjectType type, ValidationContext context)
    {
        foreach (var definition in type.Fields)
        {
            if (definition.IsRequired && !IsGiven(value, definition, context))
            {
                context.Report(
                    ValidationCodes.InputFieldMissing,
                    $"Input field \"{type}.{definition.Name}\" of type \"{definition.Type}\" is required.",
                    value);
            }
        }

        if (type.IsOneOf)
        {
            CheckOneOf(value, type, context);
        }

        foreach (var field in value.Fields)
        {
            context.Charge();
            if (type.Fields.Find(field.Name.Utf8) is { } definition)
            {
                VisitTypedValue(field.Value, definition.Type, context);
                continue;
            }

            var suggestion = Suggestions.For(
                context, field.Name, () => type.Fields.Select(candidate => candidate.Name));
            context.Report(
                ValidationCodes.InputFieldUnknown,
                $"There is no field \"{field.Name}\" on \"{type}\".{suggestion}",
                field);
        }
    }

    private static void CheckOneOf(ObjectValueNode value, InputObjectType type, ValidationContext context)
    {
        var names = value.Fields.Select(field => field.Name).Distinct().Count();
        if (names != 1)
        {
            context.Report(
                ValidationCodes.OneOfInvalid, $"Exactly one field of \"{type}\" must be given.", value);
        }
        else if (value.Fields[^1].Value is NullValueNode)
        {
            context.Report(
                ValidationCodes.OneOfInvalid, $"The field given of \"{type}\" must not be null.", value);
        }
    }

    private static bool IsGiven(ObjectValueNode value, InputValueDefinition definition, ValidationContext context)
    {
        foreach (var field in value.Fields)
        {
            context.Charge();
            if (field.Name.Is(definition.Utf8Name))
            {
                return true;
            }
        }

        return false;
    }

    private static void Report(ValueNode value, SchemaType type, ValidationContext context) =>
        context.Report(ValidationCodes.ValueInvalid, $"This value does not fit type \"{type}\".", value);
}
