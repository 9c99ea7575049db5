namespace Gateway.Common.Sources.Rest.Import;

/// <summary>
/// Makes inputs that need themselves optional where they close the circle: no value could be given otherwise.
/// </summary>
/// <remarks>Source: GraphQL §3.10, input objects must not reference themselves through non-null fields alone.</remarks>
internal static class InputCycles
{
    public static void Break(TypeCatalog catalog)
    {
        var done = new HashSet<SdlType>();
        foreach (var type in catalog.Types.Where(static type => type.Kind == SdlKind.Input))
        {
            Walk(catalog, type, done);
        }
    }

    /// <summary>Depth first on a stack of its own: chains can be as long as a contract has types.</summary>
    private static void Walk(TypeCatalog catalog, SdlType start, HashSet<SdlType> done)
    {
        var path = new Stack<(SdlType Type, int Next)>();
        var open = new HashSet<SdlType>();
        Enter(start);
        while (path.TryPop(out var step))
        {
            if (step.Next == step.Type.Members.Count)
            {
                open.Remove(step.Type);
                continue;
            }

            path.Push((step.Type, step.Next + 1));
            var member = step.Type.Members[step.Next];
            if (!member.Type.EndsWith('!') || catalog.Find(member.Type[..^1]) is not { Kind: SdlKind.Input } below)
            {
                continue;
            }

            if (open.Contains(below))
            {
                member.Type = member.Type[..^1];
            }
            else
            {
                Enter(below);
            }
        }

        void Enter(SdlType type)
        {
            if (done.Add(type))
            {
                open.Add(type);
                path.Push((type, 0));
            }
        }
    }
}
