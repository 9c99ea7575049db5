using Gateway.Common.Language;

namespace Gateway.Common.Validation.Rules;

/// <summary>
/// Subscriptions defer and stream nothing unless a variable may switch it off. Source: the draft of GraphQL with
/// incremental delivery, Defer And Stream Directives Are Used On Valid Operations.
/// </summary>
internal sealed class DeferStreamDirectiveOnValidOperationsRule() : ValidationRule(RuleVisits.Document)
{
    public override void VisitDocument(ValidationContext context)
    {
        if (!IncrementalDirectives.AreDefined(context.Schema))
        {
            return;
        }

        var passed = new HashSet<Name>();
        foreach (var operation in context.Operations)
        {
            if (operation.Operation!.Operation == OperationType.Subscription)
            {
                var visited = new HashSet<Name>();
                if (Check(operation.SelectionSet, [], visited, passed, context))
                {
                    passed.UnionWith(visited);
                }
            }
        }
    }

    /// <param name="selectionSet">The selections.</param>
    /// <param name="spreads">Offsets of the spreads that lead to them, innermost last.</param>
    /// <param name="visited">Fragments met in this operation.</param>
    /// <param name="passed">Fragments in which nothing was found before.</param>
    /// <param name="context">The validation.</param>
    /// <returns>Whether nothing was found.</returns>
    private static bool Check(
        SelectionSetNode selectionSet,
        List<int> spreads,
        HashSet<Name> visited,
        HashSet<Name> passed,
        ValidationContext context)
    {
        context.GuardStack();
        var isValid = true;
        foreach (var selection in selectionSet.Selections)
        {
            context.Charge();
            if (MayBeLeftOut(selection))
            {
                continue;
            }

            isValid &= CheckOne(selection, spreads, context);
            switch (selection)
            {
                case FieldNode { SelectionSet: { } inner }:
                    isValid &= Check(inner, spreads, visited, passed, context);
                    break;
                case InlineFragmentNode fragment:
                    isValid &= Check(fragment.SelectionSet, spreads, visited, passed, context);
                    break;
                case FragmentSpreadNode spread when visited.Add(spread.Name) && !passed.Contains(spread.Name):
                    if (context.FindFragment(spread.Name) is { } target)
                    {
                        spreads.Add(spread.Span.Start);
                        isValid &= Check(target.SelectionSet, spreads, visited, passed, context);
                        spreads.RemoveAt(spreads.Count - 1);
                    }

                    break;
            }
        }

        return isValid;
    }

    private static bool CheckOne(SelectionNode selection, List<int> spreads, ValidationContext context)
    {
        var isValid = true;
        foreach (var directive in selection.Directives)
        {
            if (IncrementalDirectives.IsOne(directive) && !MayBeSwitchedOff(directive))
            {
                isValid = false;
                context.Report(
                    ValidationCodes.IncrementalDirectiveMisplaced,
                    $"@{directive.Name} is for queries and mutations; here its \"if\" must be false or a variable.",
                    [directive.Span.Start, .. Enumerable.Reverse(spreads)]);
            }
        }

        return isValid;
    }

    private static bool MayBeLeftOut(SelectionNode selection) =>
        (IncrementalDirectives.Find(selection, "skip"u8) is { } skip
            && IncrementalDirectives.Argument(skip, "if"u8) is not BooleanValueNode { Value: false })
        || (IncrementalDirectives.Find(selection, "include"u8) is { } include
            && IncrementalDirectives.Argument(include, "if"u8) is not (null or BooleanValueNode { Value: true }));

    private static bool MayBeSwitchedOff(DirectiveNode directive) =>
        IncrementalDirectives.Argument(directive, "if"u8) is VariableNode or BooleanValueNode { Value: false };
}
