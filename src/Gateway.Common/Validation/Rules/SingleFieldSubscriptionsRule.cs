using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Validation.Rules;

/// <summary>
/// A subscription selects one root field, no meta field, and decides so without variables. Source: GraphQL §5.2.4.1.
/// </summary>
internal sealed class SingleFieldSubscriptionsRule() : ValidationRule(RuleVisits.Document)
{
    public override void VisitDocument(ValidationContext context)
    {
        foreach (var operation in context.Operations)
        {
            if (operation is { Operation.Operation: OperationType.Subscription, Type: not null })
            {
                Check(operation, context);
            }
        }
    }

    private static void Check(DefinitionFacts operation, ValidationContext context)
    {
        var fields = new Dictionary<Name, List<FieldNode>>();
        var order = new List<Name>();
        var conditions = new List<int>();
        Collect(operation.SelectionSet, operation.Type!, [], fields, order, conditions, context);
        if (conditions.Count > 0)
        {
            Report(operation, "must not use @skip or @include on its root selections", [.. conditions], context);
            return;
        }

        if (order.Count > 1)
        {
            var extra = order.Skip(1).SelectMany(name => fields[name]).Select(field => field.Span.Start);
            Report(operation, "must select exactly one root field", [.. extra], context);
        }

        foreach (var group in order.Select(name => fields[name]))
        {
            if (group[0].Name.Utf8.StartsWith("__"u8))
            {
                var offsets = group.Select(field => field.Span.Start);
                Report(operation, "must not select a meta field as its root", [.. offsets], context);
            }
        }
    }

    /// <remarks>CollectSubscriptionFields(objectType, selectionSet, visitedFragments).</remarks>
    private static void Collect(
        SelectionSetNode selectionSet,
        NamedType root,
        HashSet<Name> visited,
        Dictionary<Name, List<FieldNode>> fields,
        List<Name> order,
        List<int> conditions,
        ValidationContext context)
    {
        context.GuardStack();
        foreach (var selection in selectionSet.Selections)
        {
            context.Charge();
            conditions.AddRange(selection.Directives
                .Where(directive => directive.Name.Is("skip"u8) || directive.Name.Is("include"u8))
                .Select(directive => directive.Span.Start));
            switch (selection)
            {
                case FieldNode field:
                    if (!fields.TryGetValue(field.ResponseName, out var group))
                    {
                        fields.Add(field.ResponseName, group = []);
                        order.Add(field.ResponseName);
                    }

                    group.Add(field);
                    break;
                case InlineFragmentNode fragment when Applies(fragment.TypeCondition, root, context):
                    Collect(fragment.SelectionSet, root, visited, fields, order, conditions, context);
                    break;
                case FragmentSpreadNode spread when visited.Add(spread.Name):
                    if (context.FindFragment(spread.Name) is { Fragment: var target }
                        && Applies(target!.TypeCondition, root, context))
                    {
                        Collect(target.SelectionSet, root, visited, fields, order, conditions, context);
                    }

                    break;
            }
        }
    }

    /// <remarks>DoesFragmentTypeApply(objectType, fragmentType).</remarks>
    private static bool Applies(NamedTypeNode? condition, NamedType root, ValidationContext context) =>
        condition is null
        || (context.Schema.FindType(condition.Name.Utf8) is { } type && GraphQLSchema.IsSubtype(root, type));

    private static void Report(DefinitionFacts operation, string message, int[] offsets, ValidationContext context)
    {
        var name = operation.Operation!.Name is { } given ? $"Subscription \"{given}\"" : "An anonymous subscription";
        context.Report(ValidationCodes.SubscriptionRootInvalid, $"{name} {message}.", offsets);
    }
}
