using Gateway.Common.Sources.Rest.Contracts;

namespace Gateway.Common.Sources.Rest.Import;

/// <summary>What an operation's responses that are no success add to a problem.</summary>
/// <remarks>
/// Shape: of <c>application/problem+json</c> the declared properties that are one string, number or Boolean, beside
/// those that every problem has; statuses that add the same stand together.
/// Source: OpenAPI 3.1 §4.8.16 Responses; RFC 9457 §3.2 Extension Members.
/// </remarks>
internal static class ProblemResponses
{
    /// <summary>Further ones are never shown.</summary>
    private const int MembersMax = 16;

    private const JsonTypes Scalars = JsonTypes.String | JsonTypes.Integer | JsonTypes.Number | JsonTypes.Boolean;

    private static readonly string[] Standard = ["type", "status", "title", "detail", "instance"];

    public static IEnumerable<string> Directives(ImportSession session, RestOperation operation) => operation.Problems
        .Select(problem => (problem.Status, Members: Members(session, problem.Schema)))
        .Where(static problem => problem.Members.Length > 0)
        .GroupBy(static problem => problem.Members, static problem => problem.Status)
        .Select(static same => $"@problem(statuses: [{List(same)}], members: [{same.Key}])");

    /// <returns>As SDL's list has them.</returns>
    private static string Members(ImportSession session, ContractNode schema)
    {
        var properties = session.Merger.Merge(session.Uses.Of(schema).Core).Properties;
        return List(properties
            .Where(property => !Standard.Contains(property.Key) && IsScalar(session, property.Value))
            .Select(static property => property.Key)
            .Take(MembersMax));
    }

    private static bool IsScalar(ImportSession session, ContractNode property)
    {
        var schema = session.Merger.Merge(session.Uses.Of(property).Core);
        var isOneOf = schema.Enum?.All(
            static value => value.Kind is not (ContractNodeKind.Array or ContractNodeKind.Object)) == true;
        return !property.Flag("writeOnly")
            && (schema.Types == JsonTypes.None ? isOneOf : (schema.Types & ~Scalars) == JsonTypes.None);
    }

    private static string List(IEnumerable<string> words) => string.Join(", ", words.Select(SdlWriter.Quote));
}
