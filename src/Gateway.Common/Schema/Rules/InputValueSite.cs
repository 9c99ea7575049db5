namespace Gateway.Common.Schema.Rules;

/// <summary>An argument or input field.</summary>
/// <param name="Owner">The directive, field or input object that declares it.</param>
/// <param name="Input">The argument or input field.</param>
internal readonly record struct InputValueSite(object Owner, InputValueDefinition Input)
{
    /// <summary>Whether a directive's definition declares it.</summary>
    public bool IsDirectiveArgument => Owner is DirectiveDefinition;

    /// <remarks>Source: GraphQL §3.14 Schema Coordinates.</remarks>
    public string Coordinate => Owner switch
    {
        DirectiveDefinition directive => $"@{directive.Name}({Input.Name}:)",
        FieldDefinition declaring => $"{declaring.Coordinate}({Input.Name}:)",
        _ => $"{Owner}.{Input.Name}",
    };

    /// <summary>Visits those of directives' definitions.</summary>
    public static void VisitDirectives(TypeSystemContext context, Action<TypeSystemContext, InputValueSite> visit)
    {
        foreach (var directive in context.Schema.DirectiveDefinitions)
        {
            VisitAll(context, directive, directive.Arguments, visit);
        }
    }

    /// <summary>Visits those of a type.</summary>
    public static void Visit(
        TypeSystemContext context, NamedType type, Action<TypeSystemContext, InputValueSite> visit)
    {
        switch (type)
        {
            case ComplexType complex:
                foreach (var field in complex.Fields)
                {
                    VisitAll(context, field, field.Arguments, visit);
                }

                break;
            case InputObjectType input:
                VisitAll(context, input, input.Fields, visit);
                break;
        }
    }

    private static void VisitAll(
        TypeSystemContext context,
        object owner,
        MemberMap<InputValueDefinition> inputs,
        Action<TypeSystemContext, InputValueSite> visit)
    {
        foreach (var input in inputs)
        {
            visit(context, new InputValueSite(owner, input));
        }
    }
}
