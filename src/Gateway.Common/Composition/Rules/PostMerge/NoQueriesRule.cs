using Gateway.Common.Language;

namespace Gateway.Common.Composition.Rules.PostMerge;

/// <summary>There is something to ask for.</summary>
/// <remarks>
/// Source: Composite Schemas §4.4 No Queries; GraphQL §3.3.1: a schema has a query type, whatever else it has.
/// </remarks>
internal static class NoQueriesRule
{
    private const int NamesMax = 5;

    public static void Check(MergedView merged)
    {
        var sources = merged.Context.Sources;
        var query = sources[0].RootName(OperationType.Query);
        if (merged.ShownFields.Any(found => found.Type.Name.Value == query))
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
