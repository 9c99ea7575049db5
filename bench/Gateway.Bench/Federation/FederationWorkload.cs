using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Bench.Federation.Subgraphs;

namespace Gateway.Bench.Federation;

/// <summary>One query over the four subgraphs.</summary>
/// <param name="Name">As the table shows it; the query's file has the same name.</param>
/// <param name="Rounds">
/// By round, the subgraphs that a program by hand asks side by side: the calls are those that the gateway makes.
/// </param>
internal sealed record FederationWorkload(string Name, string[][] Rounds)
{
    public static readonly FederationWorkload[] All =
    [
        new("heavy", [["accounts", "products"], ["reviews"], ["products", "accounts"], ["inventory"]]),
        new("mid", [["accounts"], ["reviews"], ["products"], ["inventory"]]),
        new("small", [["accounts"]]),
        new("list", [["products"], ["inventory", "reviews"]]),
    ];

    private readonly Lazy<byte[]> _expected = new(() => SubgraphExecutor.Execute(BodyOf(Name)));

    public byte[] Body => BodyOf(Name);

    /// <summary>What one process that knows everything answers.</summary>
    public byte[] Expected => _expected.Value;

    /// <summary>Whether an answer says the same as the expected one, whatever its spacing and order.</summary>
    public bool IsRight(byte[] answer) => JsonNode.DeepEquals(JsonNode.Parse(answer), JsonNode.Parse(Expected));

    private static byte[] BodyOf(string name) => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(
        new { query = File.ReadAllText(Repository.PathOf($"bench/Gateway.Bench/Federation/Queries/{name}.graphql")) }));
}
