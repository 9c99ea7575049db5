using Gateway.Common.Language;

namespace Gateway.Common.Validation.Rules;

/// <summary>No fragment contains itself. Source: GraphQL §5.5.2.2 Fragment Spreads Must Not Form Cycles.</summary>
/// <remarks>Depth-first with its own stack: a chain of fragments may be longer than the thread's stack holds.</remarks>
internal sealed class NoFragmentCyclesRule() : ValidationRule(RuleVisits.Document)
{
    public override void VisitDocument(ValidationContext context)
    {
        var visited = new HashSet<Name>();
        foreach (var fragment in context.Fragments)
        {
            if (visited.Add(fragment.Fragment!.Name))
            {
                Search(fragment, visited, context);
            }
        }
    }

    private static void Search(DefinitionFacts root, HashSet<Name> visited, ValidationContext context)
    {
        var path = new List<FragmentSpreadNode>();
        var depths = new Dictionary<Name, int> { [root.Fragment!.Name] = 0 };
        var stack = new Stack<(DefinitionFacts Fragment, int Next)>([(root, 0)]);
        while (stack.TryPop(out var frame))
        {
            var (fragment, next) = frame;
            if (next == fragment.Spreads.Count)
            {
                depths.Remove(fragment.Fragment!.Name);
                if (path.Count > 0)
                {
                    path.RemoveAt(path.Count - 1);
                }

                continue;
            }

            context.Charge();
            stack.Push((fragment, next + 1));
            var spread = fragment.Spreads[next];
            if (depths.TryGetValue(spread.Name, out var depth))
            {
                Report([.. path[depth..], spread], context);
            }
            else if (context.FindFragment(spread.Name) is { } target && visited.Add(spread.Name))
            {
                path.Add(spread);
                depths.Add(spread.Name, path.Count);
                stack.Push((target, 0));
            }
        }
    }

    private static void Report(List<FragmentSpreadNode> cycle, ValidationContext context)
    {
        var offsets = new int[cycle.Count];
        for (var index = 0; index < offsets.Length; index++)
        {
            offsets[index] = cycle[index].Span.Start;
        }

        context.Charge(offsets.Length);
        context.Report(
            ValidationCodes.FragmentCycle,
            $"Fragment \"{cycle[^1].Name}\" contains itself.",
            offsets);
    }
}
