namespace Gateway.Common.Schema.Rules;

/// <summary>Built-in scalars are specified by the specification alone. Source: GraphQL §3.5.1, §3.13.4.</summary>
internal static class SpecifiedByRule
{
    public static void Check(TypeSystemContext context, NamedType type)
    {
        if (type is ScalarType { Kind: not ScalarKind.Custom, SpecifiedBy: not null })
        {
            context.Report(
                SchemaErrorCodes.SpecifiedByOnBuiltIn,
                $"The built-in scalar \"{type}\" cannot have a specification URL.",
                TypeSystemContext.At(type));
        }
    }
}
