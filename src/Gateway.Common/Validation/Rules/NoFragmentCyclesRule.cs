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
        var stack = new Stack<(Name Fragment, List<FragmentSpreadNode> Spreads, int Next)>();
        stack.Push((root.Fragment!.Name, SpreadsOf(root, context), 0));
        while (stack.TryPop(out var frame))
        {
            var (fragment, spreads, next) = frame;
            if (next == spreads.Count)
            {
                depths.Remove(fragment);
                if (path.Count > 0)
                {
                    path.RemoveAt(path.Count - 1);
                }

                continue;
            }

            context.Charge();
            stack.Push((fragment, spreads, next + 1));
            var spread = spreads[next];
            if (depths.TryGetValue(spread.Name, out var depth))
            {
                Report([.. path[depth..], spread], context);
            }
            else if (context.FindFragment(spread.Name) is { } target && visited.Add(spread.Name))
            {
                path.Add(spread);
                depths.Add(spread.Name, path.Count);
                stack.Push((spread.Name, SpreadsOf(target, context), 0));
            }
        }
    }

    /// <summary>
    /// A fragment's spreads, those of a selection set before those below it and the last set first: the order in which
    /// the reference implementation looks, so that the same cycles are named.
    /// </summary>
    private static List<FragmentSpreadNode> SpreadsOf(DefinitionFacts fragment, ValidationContext context)
    {
        if (fragment.Spreads.Count < 2)
        {
            return fragment.Spreads;
        }

        var spreads = new List<FragmentSpreadNode>(fragment.Spreads.Count);
        var open = new Stack<SelectionSetNode>([fragment.SelectionSet]);
        while (open.TryPop(out var selectionSet))
        {
            foreach (var selection in selectionSet.Selections)
            {
                context.Charge();
                switch (selection)
                {
                    case FragmentSpreadNode spread:
                        spreads.Add(spread);
                        break;
                    case InlineFragmentNode inline:
                        open.Push(inline.SelectionSet);
                        break;
                    case FieldNode { SelectionSet: { } below }:
                        open.Push(below);
                        break;
                }
            }
        }

        return spreads;
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
