using System.Text;
using Gateway.Common.Composition;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Sources;
using Gateway.Common.Sources.GraphQL;
using Gateway.Testing;

namespace Gateway.Common.Tests.Sources.Faults;

/// <summary>
/// Whatever one of several sources says of entities, the others' data stays and nobody gets another's.
/// </summary>
/// <remarks>Three sources over real sockets: one lists things, two fill them in the same round.</remarks>
public sealed class EntityFaultTests
{
    private const string Operation = "{ all: things { n: name t: tag { c: code } r: rank } }";

    private const string Listed = """{"data":{"things":[{"id":"1"},{"id":"2"},{"id":"1"}]}}""";
    private const string Ranked = """{"data":{"_entities":[{"rank":1},{"rank":2}]}}""";
    private const string First = """{"name":"a","tag":{"code":"x"}}""";
    private const string Second = """{"name":"b","tag":{"code":"y"}}""";
    private const string Named = $$$"""{"data":{"_entities":[{{{First}}},{{{Second}}}]}}""";

    /// <summary>For each thing its name and tag: of the first, of the second, null, or the code of an error.</summary>
    private const string Healthy = "1 2 1";

    private const string AllInvalid = "INVALID_RESPONSE INVALID_RESPONSE INVALID_RESPONSE";
    private const string AllFailed = "ERROR ERROR ERROR";

    private static readonly ResilienceOptions OneTry = new()
    {
        TryTimeout = TimeSpan.FromSeconds(30),
        Retry = new RetryOptions { TriesMax = 1 },
    };

    /// <summary>The answer of the source of names, and what becomes of the three places.</summary>
    public static TheoryData<string, string> Answers { get; } = new()
    {
        { Named, Healthy },
        { Entities(First), AllInvalid },
        { Entities(""), AllInvalid },
        { Entities($"{First},{Second},{First}"), AllInvalid },
        { Entities($"{First},{First},{Second}"), AllInvalid },
        { Entities($"{First},null"), "1 null 1" },
        { Entities($"null,{Second}"), "null 2 null" },
        { Entities("null,null"), "null null null" },
        { Entities($"{{}},{Second}"), "INVALID_RESPONSE 2 INVALID_RESPONSE" },
        { Entities($$"""{"__typename":"Other"},{{Second}}"""), "INVALID_RESPONSE 2 INVALID_RESPONSE" },
        { Entities($"[{First}],{Second}"), "INVALID_RESPONSE 2 INVALID_RESPONSE" },
        { Entities($"{First},7"), "1 INVALID_RESPONSE 1" },
        { """{"data":{"_entities":{}}}""", AllInvalid },
        { """{"data":{"_entities":null}}""", AllInvalid },
        { """{"data":{"names":[]}}""", AllInvalid },
        { """{"data":{}}""", AllInvalid },
        { """{"data":null}""", AllInvalid },
        { "{}", AllInvalid },
        { "", AllInvalid },
        { "not JSON", AllInvalid },
        { Named[..^10], AllInvalid },
        { $$$"""{"data":{"_entities":[{{{First}}},{{{Second}}},""", AllInvalid },
        { """{"errors":[{"message":"secret"}]}""", AllFailed },
        { """{"data":null,"errors":[{"message":"secret"}]}""", AllFailed },
        { """{"data":null,"errors":[{"message":"secret","path":["_entities"]}]}""", AllFailed },
        {
            Entities($"null,{Second}", """{"message":"secret","path":["_entities",0]}"""),
            "ERROR 2 ERROR"
        },
    };

    [Theory, MemberData(nameof(Answers))]
    public Task An_answer_about_entities(string body, string expected) => CheckAsync(Answer(body), expected);

    [Theory]
    [InlineData(200, "text/html", AllInvalid)]
    [InlineData(200, "application/xml", AllInvalid)]
    [InlineData(200, null, AllInvalid)]
    [InlineData(500, "text/html", AllInvalid)]
    [InlineData(503, "text/html", "UNAVAILABLE UNAVAILABLE UNAVAILABLE")]
    public Task Entities_under_a_wrong_content_type(int status, string? contentType, string expected) =>
        CheckAsync(Answer(Named) with { Status = status, ContentType = contentType }, expected);

    [Theory]
    [InlineData("Half")]
    [InlineData("Nothing")]
    public Task Entities_that_break_off(string end) => CheckAsync(
        Answer(Named) with { End = Enum.Parse<FaultyEnd>(end) }, "UNAVAILABLE UNAVAILABLE UNAVAILABLE");

    [Fact]
    public async Task A_request_that_is_given_up_closes_every_call_of_its_second_round()
    {
        await using var things = await FaultyServer.StartAsync(_ => Answer(Listed));
        await using var names = await FaultyServer.StartAsync(_ => Answer(Named) with { End = FaultyEnd.Silence });
        await using var ranks = await FaultyServer.StartAsync(
            _ => Answer(Ranked) with { End = FaultyEnd.HalfThenSilence });
        var gateway = Over(things.Address, names.Address, ranks.Address);
        using var cancellation = new CancellationTokenSource();
        var running = gateway.RunAsync(Operation, cancellationToken: cancellation.Token);
        await Task.WhenAll(names.Asked, ranks.Asked);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await Task.WhenAll(names.GivenUp, ranks.GivenUp);
    }

    private static async Task CheckAsync(FaultyAnswer names, string expected)
    {
        await using var server = await FaultyServer.StartAsync(path => path switch
        {
            "/things" => Answer(Listed),
            "/names" => names,
            _ => Answer(Ranked),
        });
        var gateway = Over(
            new Uri(server.Address, "/things"), new Uri(server.Address, "/names"), new Uri(server.Address, "/ranks"));

        var response = await gateway.RunAsync(Operation);

        Assert.Equal(Print(expected.Split(' ')), FaultyGateway.Print(response));
        Assert.DoesNotContain("secret", response, StringComparison.Ordinal);
    }

    /// <summary>The response with each of the three places as it should be: number, null, or an error's code.</summary>
    private static string Print(string[] places)
    {
        string[] ranks = ["1", "2", "1"];
        var data = places.Select((place, index) => $"{{{NameOf(place)},\"r\":{ranks[index]}}}");
        var errors = places.SelectMany((place, index) => place is "1" or "2" or "null"
            ? Array.Empty<string>()
            : [$" SOURCE_{place} all.{index}.n", $" SOURCE_{place} all.{index}.t"]);
        return $"{{\"all\":[{string.Join(',', data)}]}}{string.Concat(errors)}";
    }

    private static string NameOf(string place) => place switch
    {
        "1" => """
            "n":"a","t":{"c":"x"}
            """,
        "2" => """
            "n":"b","t":{"c":"y"}
            """,
        _ => """
            "n":null,"t":null
            """,
    };

    private static LocalGateway Over(Uri things, Uri names, Uri ranks)
    {
        var addresses = new Dictionary<string, Uri> { ["things"] = things, ["names"] = names, ["ranks"] = ranks };
        return LocalGateway.Compose(
            [
                ("things", SourceKind.GraphQL, """
                    type Query { things: [Thing] } type Thing @key(fields: "id") { id: ID! }
                    """),
                ("names", SourceKind.GraphQL, """
                    type Thing @key(fields: "id") { id: ID! name: String tag: Tag } type Tag { code: String }
                    """),
                ("ranks", SourceKind.GraphQL, """
                    type Thing @key(fields: "id") { id: ID! rank: Int }
                    """),
            ],
            source =>
            {
                var transport = new SourceTransport(
                    new SourceTransportOptions { Name = source.Name, Address = addresses[source.Name] },
                    OneTry,
                    TimeProvider.System);
                return new GraphQLSource(source.Name, transport, transport);
            });
    }

    private static string Entities(string entities, string errors = "") => errors.Length == 0
        ? $$$"""{"data":{"_entities":[{{{entities}}}]}}"""
        : $$$"""{"data":{"_entities":[{{{entities}}}]},"errors":[{{{errors}}}]}""";

    private static FaultyAnswer Answer(string body) => new(Encoding.UTF8.GetBytes(body));
}
