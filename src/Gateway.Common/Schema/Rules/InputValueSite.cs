namespace Gateway.Common.Schema.Rules;

/// <summary>An argument or input field with its coordinate.</summary>
/// <param name="IsDirectiveArgument">Whether a directive's definition declares it.</param>
internal readonly record struct InputValueSite(string Coordinate, InputValueDefinition Input, bool IsDirectiveArgument)
{
    /// <summary>All of a schema, without introspection's. Source: GraphQL §3.14 for coordinates.</summary>
    public static IEnumerable<InputValueSite> Of(TypeSystemContext context)
    {
        foreach (var directive in context.Schema.DirectiveDefinitions)
        {
            foreach (var argument in directive.Arguments)
            {
                yield return new InputValueSite($"@{directive.Name}({argument.Name}:)", argument, true);
            }
        }

        foreach (var type in context.Types)
        {
            foreach (var site in OfType(type))
            {
                yield return site;
            }
        }
    }

    private static IEnumerable<InputValueSite> OfType(NamedType type) => type switch
    {
        ComplexType complex => complex.Fields.SelectMany(field => field.Arguments.Select(
            argument => new InputValueSite($"{field.Coordinate}({argument.Name}:)", argument, false))),
        InputObjectType input => input.Fields.Select(
            field => new InputValueSite($"{input.Name}.{field.Name}", field, false)),
        _ => [],
    };
}
