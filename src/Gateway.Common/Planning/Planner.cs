using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Planning.Drafts;
using Gateway.Common.Planning.Emission;
using Gateway.Common.Planning.Graph;
using Gateway.Common.Planning.Passes;
using Gateway.Common.Planning.Selections;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning;

/// <summary>Plans one operation: collect, place, draft, merge, emit.</summary>
/// <remarks>
/// The operation must be valid for the supergraph's API schema. Errors: <see cref="PlanLimitException"/> for an
/// operation past the bounds; <see cref="PlanException"/> where no source can answer a field, which composition rules
/// out.
/// </remarks>
internal sealed class Planner(Supergraph supergraph)
{
    private readonly SourceGraph _graph = new(supergraph);
    private readonly PartialUnions? _unions = PartialUnions.Of(supergraph);
    private readonly ContextualFields? _contextual = ContextualFields.Of(supergraph);

    /// <param name="document">Valid for the API schema.</param>
    /// <param name="operation">One of the document's.</param>
    /// <param name="explains">Whether the plan says why it is as it is: for people, not for running.</param>
    public QueryPlan Plan(DocumentNode document, OperationDefinitionNode operation, bool explains = false)
    {
        var variables = new OperationVariables(operation);
        var fragments = new Dictionary<Name, FragmentDefinitionNode>();
        foreach (var definition in document.Definitions.Elements())
        {
            if (definition is FragmentDefinitionNode fragment)
            {
                fragments[fragment.Name] = fragment;
            }
        }

        var root = supergraph.Schema.RootType(operation.Operation)
            ?? throw new PlanException($"The supergraph has no {operation.Operation} type.");
        // What takes values of objects further up depends on where it stands.
        var shared = _contextual is null ? new SharedGroups() : null;
        var collector = new SelectionCollector(supergraph.Schema, variables, fragments, _unions, shared);
        var budget = new PlanBudget();
        var selected = collector.Collect(root, operation.SelectionSet);
        if (_contextual is not null)
        {
            ContextSelections.AddTo(selected, supergraph.Schema, _contextual);
        }

        var drafts = Draft(selected, root, operation.Operation, budget);

        FetchDraft.SetLevels(drafts);
        SpreadWantedPass.Run(drafts);
        DelayCallsPass.Run(drafts, supergraph);
        var shapes = new ShapeTable(supergraph.Schema, _graph.Open);
        var groups = GroupCallsPass.Run(MergeSiblingsPass.Run(drafts, supergraph), supergraph);
        var fetches = new FetchEmitter(supergraph, shapes, variables, explains).Emit(groups);
        var emitter = new ResponseEmitter(supergraph, shapes, variables, fragments);
        var response = emitter.Emit(root, operation.SelectionSet);
        return new QueryPlan
        {
            Operation = operation.Operation,
            Fetches = fetches,
            Root = shapes.Of(root),
            Response = response,
            Introspection = emitter.Introspection,
            IntrospectionShape = supergraph.Schema.QueryType is { } query ? shapes.Of(query) : null,
            Variables = variables,
            Locate = LocatorOf(document.Source),
            Units = budget.Units,
        };
    }

    /// <remarks>Keeps the text alone: a plan outlives its document by far.</remarks>
    private static Func<int, (int Line, int Column)> LocatorOf(ReadOnlyMemory<byte> text) => offset =>
    {
        var place = SourceLocation.Of(text.Span, offset);
        return (place.Line, place.Column);
    };

    private IReadOnlyList<FetchDraft> Draft(
        SelectionGroup group, ObjectType root, OperationType operation, PlanBudget budget)
    {
        var solver = new PositionSolver(_graph, budget);
        var builder = new DraftBuilder(_graph, operation, budget);
        if (operation != OperationType.Mutation)
        {
            builder.BuildRoot(Complete(solver.SolveRoot(group)));
            return builder.Drafts;
        }

        builder.BuildSerially(group.Items.Select(item =>
        {
            var single = new SelectionGroup(root);
            single.Add(item.Parent, item.Selection);
            return Complete(solver.SolveRoot(single));
        }));
        return builder.Drafts;
    }

    private static PositionPlan Complete(PositionPlan plan) => plan.Unplaced is not { } missing
        ? plan
        : throw new PlanException(
            $"No source can answer {string.Join(", ", Paths(missing, "").Take(5))}.");

    private static IEnumerable<string> Paths(SelectionGroup group, string path) =>
        group.Items.SelectMany(item =>
        {
            var name = $"{path}{item.Selection.Field.Name}";
            return item.Selection.Children is { Items.Count: > 0 } children ? Paths(children, $"{name}.") : [name];
        });
}
