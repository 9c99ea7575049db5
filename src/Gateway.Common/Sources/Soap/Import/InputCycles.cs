namespace Gateway.Common.Sources.Soap.Import;

/// <summary>Opens circles of required input fields, which no value could fill.</summary>
/// <remarks>Source: GraphQL §3.10 Input Objects, circular references.</remarks>
internal static class InputCycles
{
    public static void Open(IEnumerable<SdlType> types)
    {
        var inputs = types.Where(static type => type.Kind == SdlKind.Input)
            .ToDictionary(static type => type.Name, StringComparer.Ordinal);
        var finished = new HashSet<SdlType>();
        foreach (var type in inputs.Values)
        {
            Walk(type, inputs, finished);
        }
    }

    /// <summary>Depth first without recursion: chains of types can be long.</summary>
    private static void Walk(SdlType start, Dictionary<string, SdlType> inputs, HashSet<SdlType> finished)
    {
        var open = new HashSet<SdlType>();
        var path = new Stack<(SdlType Type, int Next)>();
        path.Push((start, 0));
        while (path.TryPop(out var at))
        {
            if (at.Next == at.Type.Members.Count || finished.Contains(at.Type))
            {
                finished.Add(at.Type);
                open.Remove(at.Type);
                continue;
            }

            open.Add(at.Type);
            path.Push(at with { Next = at.Next + 1 });
            var member = at.Type.Members[at.Next];
            if (!member.Type.EndsWith('!') || !inputs.TryGetValue(member.Type[..^1], out var target))
            {
                continue;
            }

            if (open.Contains(target))
            {
                member.Type = member.Type[..^1];
            }
            else
            {
                path.Push((target, 0));
            }
        }
    }
}
