namespace Gateway.Common.Schema.Rules;

/// <summary>Fields of objects and interfaces return output types. Source: GraphQL §3.6, §3.7.</summary>
internal static class FieldTypesRule
{
    public static void Check(TypeSystemContext context, NamedType type)
    {
        foreach (var field in (type as ComplexType)?.Fields ?? MemberMap<FieldDefinition>.Empty)
        {
            if (!field.Type.Named.IsOutput)
            {
                context.Report(
                    SchemaErrorCodes.NotOutputType,
                    $"The field \"{field.Coordinate}\" must return an output type, not \"{field.Type}\".",
                    TypeSystemContext.AtType(field));
            }
        }
    }
}
