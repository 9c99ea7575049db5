using Gateway.Common.Language;

namespace Gateway.Common.Composition.Rules.PostMerge;

/// <summary>There is something to ask for.</summary>
/// <remarks>
/// Source: Composite Schemas §4.4 No Queries. Where no source has a query type at all, other operations are enough.
/// </remarks>
internal static class NoQueriesRule
{
    public static void Check(MergedView merged)
    {
        var names = merged.Context.Sources[0];
        var query = names.RootName(OperationType.Query);
        var hasAny = merged.Find(names.RootName(OperationType.Mutation)) is not null
            || merged.Find(names.RootName(OperationType.Subscription)) is not null;
        var isShown = merged.ShownFields.Any(found => found.Type.Name.Value == query);
        var hasQueryType = merged.Context.Sources.Any(facts => facts.Schema.QueryType is { } type
            && type.Fields.Any(field => field.Name is not ("_entities" or "_service")));
        if (!isShown && (hasQueryType || !hasAny))
        {
            merged.Add(
                CompositionErrorCodes.NoQueries, nameof(OperationType.Query),
                "No source has a query field that clients may use: add one, or show one.",
                nameof(OperationType.Query));
        }
    }
}
