namespace Gateway.Common.Schema.Rules;

/// <summary>
/// Names with two leading underscores belong to introspection. Source: GraphQL §2.1.9 Reserved Names.
/// </summary>
internal static class ReservedNamesRule
{
    public static void CheckDirectives(TypeSystemContext context)
    {
        foreach (var directive in context.Schema.DirectiveDefinitions)
        {
            CheckName(context, directive.SourceName, directive.Syntax);
        }

        InputValueSite.VisitDirectives(context, CheckInput);
    }

    public static void Check(TypeSystemContext context, NamedType type)
    {
        if (IsReserved(type.SourceName))
        {
            CheckName(context, type.SourceName, type.Syntax.Count > 0 ? type.Syntax[0] : null);
        }

        CheckMembers(context, type);
        InputValueSite.Visit(context, type, CheckInput);
    }

    private static void CheckInput(TypeSystemContext context, InputValueSite site) =>
        CheckName(context, site.Input.SourceName, site.Input.Syntax);

    private static void CheckMembers(TypeSystemContext context, NamedType type)
    {
        switch (type)
        {
            case ComplexType complex:
                foreach (var field in complex.Fields)
                {
                    CheckName(context, field.SourceName, field.Syntax);
                }

                break;
            case EnumType @enum:
                foreach (var value in @enum.Values)
                {
                    CheckName(context, value.SourceName, value.Syntax);
                }

                break;
        }
    }

    private static void CheckName(TypeSystemContext context, Language.Name name, SyntaxReference? syntax)
    {
        if (IsReserved(name))
        {
            context.Report(
                SchemaErrorCodes.NameReserved,
                $"The name \"{name}\" is reserved: two underscores begin the names of introspection.",
                TypeSystemContext.At(syntax));
        }
    }

    private static bool IsReserved(Language.Name name) => name.Utf8.StartsWith("__"u8);
}
