namespace Gateway.Common.Schema.Rules;

/// <summary>Fields of a OneOf input object are nullable and have no defaults. Source: GraphQL §3.10.1.</summary>
internal static class OneOfInputObjectsRule
{
    public static void Check(TypeSystemContext context, NamedType type)
    {
        if (type is not InputObjectType { IsOneOf: true } input)
        {
            return;
        }

        foreach (var field in input.Fields)
        {
            if (field.Type.IsNonNull)
            {
                context.Report(
                    SchemaErrorCodes.OneOfFieldRequired,
                    $"\"{type}.{field.Name}\" must be nullable: its input object is a OneOf.",
                    TypeSystemContext.AtType(field));
            }

            if (field.DefaultValue is not null)
            {
                context.Report(
                    SchemaErrorCodes.OneOfFieldHasDefault,
                    $"\"{type}.{field.Name}\" cannot have a default: its input object is a OneOf.",
                    TypeSystemContext.At(field.Syntax));
            }
        }
    }
}
