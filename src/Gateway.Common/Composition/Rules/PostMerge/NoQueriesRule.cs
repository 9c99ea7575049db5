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
        var hasAny = merged.Find(nameof(OperationType.Mutation)) is not null
            || merged.Find(nameof(OperationType.Subscription)) is not null;
        var isShown = merged.ShownFields.Any(found => found.Type.Name.Is("Query"u8));
        var hasQueryType = merged.Context.Sources.Any(facts => facts.Schema.QueryType is { } query
            && query.Fields.Any(field => field.Name is not ("_entities" or "_service")));
        if (!isShown && (hasQueryType || !hasAny))
        {
            merged.Add(
                CompositionErrorCodes.NoQueries, nameof(OperationType.Query),
                "No source has a query field that clients may use: add one, or show one.",
                nameof(OperationType.Query));
        }
    }
}
