namespace Gateway.Common.Schema.Rules;

/// <summary>Fields of objects and interfaces return output types. Source: GraphQL §3.6, §3.7.</summary>
internal static class FieldTypesRule
{
    public static void Check(TypeSystemContext context)
    {
        foreach (var type in context.Types.OfType<ComplexType>())
        {
            foreach (var field in type.Fields)
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
}
