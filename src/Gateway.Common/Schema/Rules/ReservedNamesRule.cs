namespace Gateway.Common.Schema.Rules;

/// <summary>
/// Names with two leading underscores belong to introspection. Source: GraphQL §2.1.9 Reserved Names.
/// </summary>
internal static class ReservedNamesRule
{
    public static void Check(TypeSystemContext context)
    {
        foreach (var directive in context.Schema.DirectiveDefinitions)
        {
            CheckName(context, directive.Name, directive.Syntax);
        }

        foreach (var type in context.Types)
        {
            CheckName(context, type.Name, type.Syntax.Count > 0 ? type.Syntax[0] : null);
            CheckMembers(context, type);
        }

        foreach (var site in InputValueSite.Of(context))
        {
            CheckName(context, site.Input.Name, site.Input.Syntax);
        }
    }

    private static void CheckMembers(TypeSystemContext context, NamedType type)
    {
        switch (type)
        {
            case ComplexType complex:
                foreach (var field in complex.Fields)
                {
                    CheckName(context, field.Name, field.Syntax);
                }

                break;
            case EnumType @enum:
                foreach (var value in @enum.Values)
                {
                    CheckName(context, value.Name, value.Syntax);
                }

                break;
        }
    }

    private static void CheckName(TypeSystemContext context, string name, SyntaxReference? syntax)
    {
        if (name.StartsWith("__", StringComparison.Ordinal))
        {
            context.Report(
                SchemaErrorCodes.NameReserved,
                $"The name \"{name}\" is reserved: two underscores begin the names of introspection.",
                TypeSystemContext.At(syntax));
        }
    }
}
