using Gateway.Common.Language;

namespace Gateway.Common.Composition.Rules.PostMerge;

/// <summary>There is something to ask for.</summary>
/// <remarks>
/// Source: Composite Schemas §4.4 No Queries. Where no source has a query type at all, other operations are enough.
/// </remarks>
internal static class NoQueriesRule
{
    private const int NamesMax = 5;

    public static void Check(MergedView merged)
    {
        var sources = merged.Context.Sources;
        var query = sources[0].RootName(OperationType.Query);
        var hasAny = merged.Find(sources[0].RootName(OperationType.Mutation)) is not null
            || merged.Find(sources[0].RootName(OperationType.Subscription)) is not null;
        var isShown = merged.ShownFields.Any(found => found.Type.Name.Value == query);
        var hasQueryType = sources.Any(facts => facts.Schema.QueryType is { } type
            && type.Fields.Any(field => field.Name is not ("_entities" or "_service")));
        if (isShown || (hasAny && !hasQueryType))
        {
            return;
        }

        var names = string.Join(", ", sources.Take(NamesMax).Select(static source => source.Name));
        merged.Add(
            CompositionErrorCodes.NoQueries, nameof(OperationType.Query),
            $"No source ({names}{(sources.Count > NamesMax ? ", …" : "")}) has a query field that clients may use: "
            + "add one, or show one.",
            nameof(OperationType.Query));
    }
}
