using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Validation.Rules;

/// <summary>A variable's type fits where it is used. Source: GraphQL §5.8.5 All Variable Usages Are Allowed.</summary>
internal sealed class VariablesInAllowedPositionRule() : ValidationRule(RuleVisits.Document)
{
    public override void VisitDocument(ValidationContext context)
    {
        foreach (var operation in context.Operations)
        {
            var defined = VariableUses.DefinedBy(operation);
            if (defined.Count == 0)
            {
                continue;
            }

            foreach (var use in VariableUses.Of(operation, context))
            {
                if (use.Type is { } position
                    && defined.TryGetValue(use.Node.Name, out var definition)
                    && TypeReferences.Resolve(definition.Type, context.Schema) is { } type)
                {
                    Check(use, definition, type, position, context);
                }
            }
        }
    }

    private static void Check(
        VariableUse use,
        VariableDefinitionNode definition,
        SchemaType type,
        SchemaType position,
        ValidationContext context)
    {
        if (!IsAllowed(type, definition.DefaultValue, position, use.HasDefault))
        {
            context.Report(
                ValidationCodes.VariableTypeMismatch,
                $"Variable \"${use.Node.Name}\" of type \"{type}\" stands where \"{position}\" is expected.",
                definition,
                use.Node);
        }

        // A field of a oneOf input object is a non-null position, whatever its type says.
        if (use.OneOf is not null && !type.IsNonNull)
        {
            context.Report(
                ValidationCodes.VariableTypeMismatch,
                $"Variable \"${use.Node.Name}\" gives a oneOf input object's field and must not be nullable.",
                definition,
                use.Node);
        }
    }

    /// <remarks>IsVariableUsageAllowed(variableDefinition, variableUsage).</remarks>
    private static bool IsAllowed(SchemaType type, ValueNode? defaultValue, SchemaType position, bool hasDefault)
    {
        if (!position.IsNonNull || type.IsNonNull)
        {
            return AreCompatible(type, position);
        }

        var hasValue = hasDefault || defaultValue is not null and not NullValueNode;
        return hasValue && AreCompatible(type, position.Nullable);
    }

    /// <remarks>AreTypesCompatible(variableType, locationType).</remarks>
    private static bool AreCompatible(SchemaType type, SchemaType position)
    {
        if (position.IsNonNull)
        {
            return type.IsNonNull && AreCompatible(type.Nullable, position.Nullable);
        }

        if (type.IsNonNull)
        {
            return AreCompatible(type.Nullable, position);
        }

        if (position is ListType list)
        {
            return type is ListType items && AreCompatible(items.ElementType, list.ElementType);
        }

        return type == position;
    }
}
