using Gateway.Common.Language;

namespace Gateway.Common.Composition.Merge;

/// <summary>Merges all sources into the document of one schema.</summary>
/// <remarks>
/// Shape: root types first, then types in the order in which sources first name them.
/// </remarks>
internal static class SchemaMerge
{
    public static DocumentNode Merge(MergeContext context)
    {
        var definitions = new List<DefinitionNode>(DirectiveDefinitionMerge.Merge(context));
        var names = Enum.GetValues<OperationType>().ToDictionary(
            operation => context.Sources[0].RootName(operation), operation => operation);
        var roots = names.Keys.Select(context.Find).OfType<TypeGroup>().ToList();
        foreach (var group in roots.Concat(context.Groups.Where(group => !names.ContainsKey(group.Name))))
        {
            definitions.Add(new TypeMerge(context, group).Merge());
        }

        // What one of several sources says of itself says nothing of the whole.
        var description = Descriptions.First(
            context.Sources.Count == 1 ? [context.Sources[0].Schema.Description] : []);
        if (description is not null || roots.Exists(root => root.Name != names[root.Name].ToString()))
        {
            definitions.Add(new SchemaDefinitionNode(description, false, [], [.. roots.Select(root =>
                new OperationTypeDefinitionNode(
                    names[root.Name], new NamedTypeNode(new Name(root.Name), default), default))], default));
        }

        return new DocumentNode([], [.. definitions], default);
    }
}
