using Gateway.Common.Schema;

namespace Gateway.Common.Tests.Composition.Satisfiability;

/// <summary>Every path into a schema, as an operation each, and one that asks for much at once.</summary>
internal sealed class OperationPaths(GraphQLSchema schema)
{
    private const int WholeDepth = 3;

    public IEnumerable<string> All(int depthMax) =>
        Walk(schema.QueryType!, [], depthMax).Append($"{{ {Whole(schema.QueryType!, WholeDepth)} }}");

    /// <param name="fields">From the root.</param>
    /// <param name="isObject">Whether the last of them is one.</param>
    public static string Nest(string[] fields, bool isObject) =>
        $"{{ {string.Join(" { ", fields)}{(isObject ? " { __typename }" : "")} "
        + $"{string.Concat(Enumerable.Repeat("} ", fields.Length))}";

    private IEnumerable<string> Walk(NamedType type, string[] path, int depth)
    {
        foreach (var field in ((ComplexType)type).Fields)
        {
            var below = field.Type.Named;
            yield return Nest([.. path, field.Name], !below.IsLeaf);
            foreach (var nested in below.IsLeaf || depth == 0 ? [] : Walk(below, [.. path, field.Name], depth - 1))
            {
                yield return nested;
            }
        }

        foreach (var possible in type is InterfaceType ? schema.PossibleTypes(type).ToArray() : [])
        {
            foreach (var nested in Walk(possible, [.. path, $"... on {possible.Name}"], depth))
            {
                yield return nested;
            }
        }
    }

    private string Whole(NamedType type, int depth) => depth == 0
        ? "__typename"
        : string.Join(' ', ((ComplexType)type).Fields.Select(field => field.Type.Named switch
        {
            { IsLeaf: true } => field.Name,
            ObjectType below => $"{field.Name} {{ {Whole(below, depth - 1)} }}",
            var below => $"{field.Name} {{ __typename {Fragments(below, depth - 1)} }}",
        }));

    private string Fragments(NamedType type, int depth) => string.Join(
        ' ',
        schema.PossibleTypes(type).ToArray()
            .Select(possible => $"... on {possible.Name} {{ {Whole(possible, depth)} }}"));
}
