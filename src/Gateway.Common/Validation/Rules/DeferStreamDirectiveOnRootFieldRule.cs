using Gateway.Common.Language;

namespace Gateway.Common.Validation.Rules;

/// <summary>
/// Nothing at the root of a mutation or subscription is deferred or streamed. Source: the draft of GraphQL with
/// incremental delivery, Defer And Stream Directives Are Used On Valid Root Field.
/// </summary>
internal sealed class DeferStreamDirectiveOnRootFieldRule() : ValidationRule(RuleVisits.Document)
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
            if (operation is { Operation.Operation: not OperationType.Query, Type: not null })
            {
                var visited = new HashSet<Name>();
                if (Check(operation.SelectionSet, visited, passed, context))
                {
                    passed.UnionWith(visited);
                }
            }
        }
    }

    /// <returns>Whether nothing was found.</returns>
    private static bool Check(
        SelectionSetNode selectionSet, HashSet<Name> visited, HashSet<Name> passed, ValidationContext context)
    {
        context.GuardStack();
        var isValid = true;
        foreach (var selection in selectionSet.Selections)
        {
            context.Charge();
            var inner = selection switch
            {
                InlineFragmentNode fragment => fragment.SelectionSet,
                FragmentSpreadNode spread when visited.Add(spread.Name) =>
                    context.FindFragment(spread.Name)?.SelectionSet,
                _ => null,
            };
            if (selection is FieldNode || inner is not null)
            {
                isValid &= CheckOne(selection, context);
            }

            var isPassed = selection is FragmentSpreadNode { Name: var name } && passed.Contains(name);
            if (inner is not null && !isPassed)
            {
                isValid &= Check(inner, visited, passed, context);
            }
        }

        return isValid;
    }

    private static bool CheckOne(SelectionNode selection, ValidationContext context)
    {
        var found = IncrementalDirectives.Find(selection, selection is FieldNode ? "stream"u8 : "defer"u8);
        if (found is not null)
        {
            context.Report(
                ValidationCodes.IncrementalDirectiveMisplaced,
                $"@{found.Name} cannot stand at the root of a mutation or subscription.",
                found);
        }

        return found is null;
    }
}
