using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>A directive's definition does not use the directive, directly or through types and directives.</summary>
/// <remarks>Source: GraphQL §3.13 Type Validation 2 and 3.</remarks>
internal static class DirectiveReferencesRule
{
    public static void Check(TypeSystemContext context)
    {
        foreach (var directive in context.Schema.DirectiveDefinitions)
        {
            if (ReachesItself(context.Schema, directive))
            {
                context.Report(
                    SchemaErrorCodes.DirectiveReferencesItself,
                    $"The definition of the directive \"@{directive.Name}\" uses the directive itself.",
                    TypeSystemContext.At(directive.Syntax));
            }
        }
    }

    private static bool ReachesItself(GraphQLSchema schema, DirectiveDefinition start)
    {
        var visited = new HashSet<object>();
        var pending = new Stack<object>([start]);
        while (pending.TryPop(out var next))
        {
            foreach (var reference in References(schema, next))
            {
                if (reference == start)
                {
                    return true;
                }

                if (visited.Add(reference))
                {
                    pending.Push(reference);
                }
            }
        }

        return false;
    }

    private static IEnumerable<object> References(GraphQLSchema schema, object node) => node switch
    {
        DirectiveDefinition directive => Inputs(schema, directive.Arguments),
        InputObjectType type => Applied(schema, type.Directives).Concat(Inputs(schema, type.Fields)),
        EnumType type => Applied(schema, type.Directives)
            .Concat(type.Values.SelectMany(value => Applied(schema, value.Directives))),
        NamedType type => Applied(schema, type.Directives),
        _ => [],
    };

    private static IEnumerable<object> Inputs(GraphQLSchema schema, MemberMap<InputValueDefinition> inputs) =>
        inputs.SelectMany(input => Applied(schema, input.Directives).Append(input.Type.Named));

    private static IEnumerable<object> Applied(GraphQLSchema schema, IReadOnlyList<DirectiveNode> directives)
    {
        foreach (var directive in directives)
        {
            if (schema.DirectiveDefinitions.Find(directive.Name.Utf8) is { } definition)
            {
                yield return definition;
            }
        }
    }
}
