using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>The root of queries is visible.</summary>
/// <remarks>Source: Composite Schemas §4.1 Query Root Type Inaccessible; Apollo QUERY_ROOT_TYPE_INACCESSIBLE.</remarks>
internal static class QueryRootTypeInaccessibleRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        if (facts.Schema.QueryType is { } root && facts.Has(root, Words.Inaccessible))
        {
            errors.Add(
                CompositionErrorCodes.QueryRootTypeInaccessible, facts, root,
                $"{root.Name} is the root of queries and cannot be @inaccessible: mark its fields instead.");
        }
    }
}
