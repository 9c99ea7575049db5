using System.Text;
using Gateway.Common.Language;
using Gateway.Common.Schema.Printing;

namespace Gateway.Common.Schema;

/// <summary>Writes a schema as SDL: the schema definition where it is needed, then directives, then types.</summary>
/// <remarks>
/// Shape: O(members), in the schema's order; parsing what is printed builds an equal schema.
/// Layout: that of the reference implementation's printSchema, which tools compare with. Source: GraphQL §3.
/// </remarks>
public static class SchemaPrinter
{
    public static string Print(GraphQLSchema schema, SchemaPrintOptions? options = null)
    {
        options ??= SchemaPrintOptions.Api;
        var writer = new DefinitionWriter(new StringBuilder(), options);
        if (NeedsDefinition(schema, options))
        {
            writer.WriteSchema(schema);
        }

        foreach (var directive in schema.DirectiveDefinitions)
        {
            if (options.BuiltIns || !BuiltIn.IsDirective(directive.Name))
            {
                writer.WriteDirective(directive);
            }
        }

        foreach (var type in schema.Types)
        {
            if (options.BuiltIns || !BuiltIn.IsType(type))
            {
                writer.WriteType(type);
            }
        }

        return writer.ToString();
    }

    /// <summary>One type's definition.</summary>
    public static string Print(NamedType type, SchemaPrintOptions? options = null)
    {
        var writer = new DefinitionWriter(new StringBuilder(), options ?? SchemaPrintOptions.Api);
        writer.WriteType(type);
        return writer.ToString();
    }

    /// <summary>False where the names of the types alone say which are root types.</summary>
    /// <remarks>Source: GraphQL §3.3.1 Default Root Operation Type Names.</remarks>
    private static bool NeedsDefinition(GraphQLSchema schema, SchemaPrintOptions options)
    {
        if (schema.Description is not null || (options.AppliedDirectives && schema.Directives.Count > 0))
        {
            return true;
        }

        return NeedsDefinition(schema, OperationType.Query)
            || NeedsDefinition(schema, OperationType.Mutation)
            || NeedsDefinition(schema, OperationType.Subscription);
    }

    private static bool NeedsDefinition(GraphQLSchema schema, OperationType operation) =>
        schema.DeclaredRootTypes.TryGetValue(operation, out var root)
            ? root.Name != operation.ToString()
            : schema.DeclaredRootTypes.Count > 0 && schema.FindType(operation.ToString()) is ObjectType;
}
