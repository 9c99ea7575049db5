using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Common.Validation.Rules;

namespace Gateway.Common.Validation;

/// <summary>Goes through a value with the type its position takes, and notes where variables stand.</summary>
internal sealed class ValueWalker(ValidationContext context, RuleSet rules)
{
    /// <param name="value">A literal or variable.</param>
    /// <param name="type">What its position takes; null when unknown.</param>
    /// <param name="hasDefault">Whether that position has a default.</param>
    /// <param name="facts">The definition it stands in; null for constants, which hold no variables.</param>
    public void Walk(ValueNode value, SchemaType? type, bool hasDefault, DefinitionFacts? facts)
    {
        if (type is not null)
        {
            foreach (var rule in rules.OnTypedValue)
            {
                rule.VisitTypedValue(value, type, context);
            }
        }

        WalkParts(value, type, hasDefault, oneOf: null, facts);
    }

    private void WalkParts(
        ValueNode value, SchemaType? type, bool hasDefault, ObjectValueNode? oneOf, DefinitionFacts? facts)
    {
        switch (value)
        {
            case VariableNode variable:
                facts?.Variables.Add(new VariableUse(variable, type, hasDefault, oneOf));
                break;
            case ListValueNode list:
                var itemType = type?.Nullable is ListType listType ? listType.ElementType : type?.Nullable;
                foreach (var item in list.Values)
                {
                    context.Charge();
                    WalkParts(item, itemType, hasDefault: false, oneOf: null, facts);
                }

                break;
            case ObjectValueNode fields:
                WalkObject(fields, type?.Named as InputObjectType, facts);
                break;
        }
    }

    private void WalkObject(ObjectValueNode value, InputObjectType? type, DefinitionFacts? facts)
    {
        foreach (var rule in rules.OnObjectValue)
        {
            rule.VisitObjectValue(value, context);
        }

        foreach (var field in value.Fields)
        {
            context.Charge();
            var definition = type?.Fields.Find(field.Name.Utf8);
            var hasDefault = definition?.DefaultValue is not null;
            var oneOf = type is { IsOneOf: true } ? value : null;
            WalkParts(field.Value, definition?.Type, hasDefault, oneOf, facts);
        }
    }
}
