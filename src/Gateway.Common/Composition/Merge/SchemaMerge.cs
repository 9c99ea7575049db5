using Gateway.Common.Language;

namespace Gateway.Common.Composition.Merge;

/// <summary>Merges all sources into the document of one schema.</summary>
/// <remarks>
/// Shape: root types first, then types in the order in which sources first name them.
/// </remarks>
internal static class SchemaMerge
{
    private static readonly string[] RootNames =
        [nameof(OperationType.Query), nameof(OperationType.Mutation), nameof(OperationType.Subscription)];

    public static DocumentNode Merge(MergeContext context)
    {
        var definitions = new List<DefinitionNode>(DirectiveDefinitionMerge.Merge(context));
        var roots = RootNames.Select(context.Find).OfType<TypeGroup>().ToList();
        foreach (var group in roots.Concat(context.Groups.Where(group => !RootNames.Contains(group.Name))))
        {
            definitions.Add(new TypeMerge(context, group).Merge());
        }

        return new DocumentNode([], [.. definitions], default);
    }
}
