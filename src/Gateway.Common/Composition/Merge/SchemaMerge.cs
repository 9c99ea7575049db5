using Gateway.Common.Language;

namespace Gateway.Common.Composition.Merge;

/// <summary>Merges all sources into the document of one schema.</summary>
/// <remarks>
/// Shape: root types first, then types in the order in which sources first name them. The document is printed and read
/// again, so that every node of it stands in one text.
/// </remarks>
internal static class SchemaMerge
{
    public static DocumentNode Merge(MergeContext context)
    {
        var definitions = new List<DefinitionNode>(DirectiveDefinitionMerge.Merge(context));
        var names = Enum.GetValues<OperationType>().ToDictionary(
            operation => context.Sources[0].RootName(operation), operation => operation);
        var roots = names.Keys.Select(context.Find).OfType<TypeGroup>().ToList();
        if (roots.Count == 0)
        {
            context.Errors.Add(
                CompositionErrorCodes.NoRootType, "schema",
                "No source has a query, mutation or subscription that clients may use: add one.");
        }

        foreach (var group in roots.Concat(context.Groups.Where(group => !names.ContainsKey(group.Name))))
        {
            if (IsOneKind(group) && new TypeMerge(context, group).Merge() is { } definition)
            {
                definitions.Add(definition);
            }
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

        var merged = new DocumentNode([], [.. definitions], default);
        return context.Errors.HasErrors ? merged : Parser.Parse(Printer.Print(merged));
    }

    /// <summary>Where kinds differ a rule has said so already.</summary>
    private static bool IsOneKind(TypeGroup group) => group.Occurrences.All(
        occurrence => occurrence.IsInterfaceObject || occurrence.Type.GetType() == group.Leading.GetType());
}
