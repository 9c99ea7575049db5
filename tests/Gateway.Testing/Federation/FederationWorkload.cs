using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Common.Pipeline;

namespace Gateway.Testing.Federation;

/// <summary>One query over the subgraphs.</summary>
/// <param name="Name">As the table shows it; the query's file has the same name, if no other is told.</param>
/// <param name="Requests">Of one run.</param>
/// <param name="Rounds">
/// By round, the subgraphs that a program by hand asks side by side: the calls are those that the gateway makes.
/// </param>
internal sealed record FederationWorkload(string Name, int Requests, string[][] Rounds)
{
    /// <summary>What the load replaces by a number of its own in every request.</summary>
    private const string Mark = "00000000";

    /// <summary>Whose page the endpoint is asked for.</summary>
    private const string EndpointUser = "3";

    private static readonly string[][] HeavyRounds =
        [["accounts", "products"], ["reviews"], ["products", "accounts"], ["inventory"]];

    public static readonly FederationWorkload[] All =
    [
        new("heavy", 4000, HeavyRounds),
        new("mid", 8000, [["accounts"], ["reviews"], ["products"], ["inventory"]]),
        new("small", 15_000, [["accounts"]]),
        new("wide", 5000, [WideData.Names]),
        new("list", 500, [["products"], ["inventory", "reviews"]]),
        new("plan-miss", 1500, HeavyRounds) { File = "heavy", IsNewEachTime = true },
        new("trusted", 15_000, [["accounts"]]) { File = "small", IsTrusted = true },
        new("endpoint", 8000, [["accounts"], ["reviews"], ["products"], ["inventory"]])
        {
            Endpoint = $"/v1/users/{EndpointUser}",
        },
    ];

    public string File { get => field ?? Name; init; }

    /// <summary>Whether no two requests have the same document.</summary>
    public bool IsNewEachTime { get; init; }

    /// <summary>Whether the document is asked for by its id; only ours knows it by that.</summary>
    public bool IsTrusted { get; init; }

    /// <summary>Where the REST endpoint that the operation is made to is asked; null where GraphQL is.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Of GraphQL over HTTP; empty for an endpoint, which is asked by GET.</summary>
    public byte[] Body => this switch
    {
        { Endpoint: not null } => [],
        { IsTrusted: true } =>
            Utf8(new { documentId = new TrustedDocument(File, Encoding.UTF8.GetBytes(Query)).Id }),
        { IsNewEachTime: true } =>
            Utf8(new { query = Query.Replace("query Heavy", $"query Heavy{Mark}", StringComparison.Ordinal) }),
        _ => Utf8(new { query = Query }),
    };

    /// <summary>What one process that knows everything answers; of an endpoint the one root field's value.</summary>
    public byte[] Expected => field ??= Endpoint is null
        ? SubgraphExecutor.Execute(Utf8(new { query = Query }))
        : RootValue(SubgraphExecutor.Execute(Utf8(new { query = Query, variables = new { id = EndpointUser } })));

    public string Query => field ??= System.IO.File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "Federation", "Queries", $"{File}.graphql"));

    /// <summary>Whether an answer says the same as the expected one, whatever its spacing and order.</summary>
    public bool IsRight(byte[] answer) => JsonNode.DeepEquals(JsonNode.Parse(answer), JsonNode.Parse(Expected));

    private static byte[] RootValue(byte[] answer) =>
        Utf8(JsonNode.Parse(answer)!["data"]!.AsObject().Single().Value!);

    private static byte[] Utf8(object body) => JsonSerializer.SerializeToUtf8Bytes(body);
}
