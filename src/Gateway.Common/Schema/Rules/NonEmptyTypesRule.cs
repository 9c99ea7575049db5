namespace Gateway.Common.Schema.Rules;

/// <summary>Types have at least one field, member or value. Source: GraphQL §3.6 to §3.10, Type Validation 1.</summary>
internal static class NonEmptyTypesRule
{
    public static void Check(TypeSystemContext context, NamedType type)
    {
        var (count, noun) = type switch
        {
            ComplexType complex => (complex.Fields.Count, "field"),
            InputObjectType input => (input.Fields.Count, "field"),
            UnionType union => (union.DeclaredMembers.Count, "member"),
            EnumType @enum => (@enum.Values.Count, "value"),
            _ => (1, ""),
        };
        if (count == 0)
        {
            context.Report(
                SchemaErrorCodes.TypeWithoutMembers, $"\"{type}\" has no {noun}.", TypeSystemContext.At(type));
        }
    }
}
