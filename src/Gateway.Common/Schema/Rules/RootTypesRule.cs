using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>There is a query type; root types are objects, and different ones. Source: GraphQL §3.3.1.</summary>
internal static class RootTypesRule
{
    public static void Check(TypeSystemContext context)
    {
        var roots = context.Schema.DeclaredRootTypes;
        if (!roots.ContainsKey(OperationType.Query) && !context.Options.AllowMissingQueryType)
        {
            var definition = context.Schema.Syntax
                .Where(syntax => syntax.Node is SchemaDefinitionNode { IsExtension: false })
                .Select(syntax => TypeSystemContext.At(syntax))
                .FirstOrDefault();
            context.Report(SchemaErrorCodes.QueryTypeMissing, "The schema has no query type.", definition);
        }

        var objects = new List<NamedType>();
        foreach (var (operation, type) in roots)
        {
            if (type is ObjectType)
            {
                objects.Add(type);
            }
            else
            {
                context.Report(
                    SchemaErrorCodes.RootTypeNotObject,
                    $"The {operation.ToString().ToLowerInvariant()} type must be an object type, not \"{type}\".",
                    Location(context.Schema, operation, type));
            }
        }

        if (objects.Distinct().Count() < objects.Count)
        {
            ReportShared(context, roots.Where(root => root.Value is ObjectType));
        }
    }

    private static void ReportShared(
        TypeSystemContext context, IEnumerable<KeyValuePair<OperationType, NamedType>> roots)
    {
        foreach (var group in roots.GroupBy(root => root.Value).Where(group => group.Count() > 1))
        {
            context.Report(
                SchemaErrorCodes.RootTypesNotDistinct,
                $"The type \"{group.Key}\" is the root of more than one kind of operation.",
                [.. group.Select(root => Location(context.Schema, root.Key, root.Value))]);
        }
    }

    private static SchemaLocation? Location(GraphQLSchema schema, OperationType operation, NamedType type)
    {
        foreach (var (document, node) in schema.Syntax)
        {
            foreach (var root in ((SchemaDefinitionNode)node).OperationTypes)
            {
                if (root.Operation == operation)
                {
                    return new SchemaLocation(document, root.Type.Span.Start);
                }
            }
        }

        return type.Syntax.Count > 0 ? TypeSystemContext.At(type.Syntax[0]) : null;
    }
}
