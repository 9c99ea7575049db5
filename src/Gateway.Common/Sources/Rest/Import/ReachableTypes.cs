namespace Gateway.Common.Sources.Rest.Import;

/// <summary>The types that the root types lead to: mapping a choice may leave some behind.</summary>
internal static class ReachableTypes
{
    /// <returns>The roots, then the others in the order in which they were made.</returns>
    public static IEnumerable<SdlType> Of(IReadOnlyList<SdlType> roots, TypeCatalog catalog)
    {
        var reached = new HashSet<SdlType>(roots);
        var open = new Stack<SdlType>(roots);
        while (open.TryPop(out var type))
        {
            foreach (var name in NamesIn(type))
            {
                if (catalog.Find(name) is { } found && reached.Add(found))
                {
                    open.Push(found);
                }
            }
        }

        return roots.Concat(catalog.Types.Where(reached.Contains));
    }

    private static IEnumerable<string> NamesIn(SdlType type) =>
        type.Members.SelectMany(static member => member.Arguments.Append(member))
            .Select(static member => member.Type.Trim('[', ']', '!'))
            .Concat(type.TypeNames);
}
