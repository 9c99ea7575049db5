using Gateway.Common.Language;
using Gateway.Common.Schema.Diffing;

namespace Gateway.Common.Schema;

/// <summary>Compares two schemas and says what a change does to clients.</summary>
/// <remarks>
/// Shape: every difference once, breaking ones first; introspection types are left out. O(members of both).
/// Codes are those of the reference implementation where it has one.
/// </remarks>
public static class SchemaDiff
{
    public static IReadOnlyList<SchemaChange> Compare(GraphQLSchema before, GraphQLSchema after)
    {
        var changes = new ChangeList();
        RootTypeChanges.Find(before, after, changes);
        TypeChanges.Find(before, after, changes);
        DirectiveChanges.Find(before, after, changes);
        return [.. changes.All.OrderBy(change => change.Severity)];
    }

    /// <summary>Names the stored operations that breaking changes meet.</summary>
    /// <param name="changes">As <see cref="Compare"/> gives them.</param>
    /// <param name="before">The schema that the operations are valid for.</param>
    /// <param name="operations">Documents by the name to report.</param>
    public static IReadOnlyList<BrokenOperation> FindBrokenOperations(
        IReadOnlyList<SchemaChange> changes, GraphQLSchema before, IReadOnlyDictionary<string, DocumentNode> operations)
    {
        var breaking = changes.Where(change => change.Severity == ChangeSeverity.Breaking).ToArray();
        var broken = new List<BrokenOperation>();
        foreach (var (name, document) in operations)
        {
            var uses = new OperationUses(before).Of(document);
            var met = breaking.Where(change => uses.Contains(change.Use)).ToArray();
            if (met.Length > 0)
            {
                broken.Add(new BrokenOperation(name, met));
            }
        }

        return broken;
    }
}
