using System.Text;
using Gateway.Common.Hosting;
using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Common.Sources.Rest;
using Gateway.Common.Tests.Transport;

namespace Gateway.Common.Tests.Sources.Rest;

/// <summary>What of a problem is shown: its bounds, and the setting that opens it.</summary>
public sealed class ProblemTests
{
    private const string Contract = """
        openapi: 3.1.0
        info: { title: t, version: "1" }
        paths:
          /things:
            get:
              operationId: things
              responses:
                "200":
                  description: all
                  content: { application/json: { schema: { type: array, items: { type: string } } } }
        """;

    private const string Problem = """{"type":"about:blank","title":"Not so","detail":"At all"}""";

    private const string Sdl = """
        directive @rest(method: String!, path: String!) on FIELD_DEFINITION
        directive @problem(statuses: [String!]!, members: [String!]!) repeatable on FIELD_DEFINITION
        type Query {
          a: [String] @rest(method: "GET", path: "/a") @problem(statuses: ["409"], members: ["m", "n", "o", "p", "q"])
        }
        """;

    [Theory]
    [InlineData("""{"title":"<1024>"}""", "")]
    [InlineData("""{"title":"<1022>"}""", "title")]
    [InlineData("""{"type":"<257>"}""", "")]
    [InlineData("""{"type":"<256>"}""", "type")]
    [InlineData("""{"m":"<1000>","n":"<1000>","o":"<1000>","p":"<1000>","q":"<1000>"}""", "m n o p")]
    [InlineData("""{"title":"a","x":[[[[[[[["deep"]]]]]]]]}""", "title")]
    [InlineData("""{"title":"a","x":<nest 65>}""", "")]
    [InlineData("""{"title":"a","x":"<70000>"}""", "")]
    [InlineData("""{"title":"a","title":["b"]}""", "")]
    [InlineData("""{"title":"\ud83d\ude00","detail":"\ude00"}""", "title")]
    [InlineData("""{"title":"a"}{}""", "")]
    [InlineData("""{"title":"a","detail":"b""", "")]
    [InlineData("""["title"]""", "")]
    [InlineData("", "")]
    public void A_problem_is_shown_within_its_bounds(string body, string shown)
    {
        var said = Shown(body);

        Assert.StartsWith("CONFLICT \"status\":409", said, StringComparison.Ordinal);
        Assert.True(said.Length < 8 * 1024);
        var members = new[] { "type", "title", "detail", "m", "n", "o", "p", "q" };
        var found = members.Where(member => said.Contains($"\"{member}\":", StringComparison.Ordinal));
        Assert.Equal(shown, string.Join(' ', found));
    }

    [Theory]
    [InlineData(null, """{"type":"about:blank"}""")]
    [InlineData("Masked", """{"type":"about:blank"}""")]
    [InlineData("Shown", Problem)]
    public async Task A_hosts_setting_shows_the_words_of_a_sources_problems(string? setting, string shown)
    {
        await using var backend = new ScriptedServer([ScriptedServer.Answer(
            $"HTTP/1.1 409 Conflict\nContent-Type: application/problem+json\n\n{Problem}")]);
        (string, string)[] settings =
            [("Sources:a:Kind", "OpenApi"), ("Sources:a:Url", backend.Address.ToString())];
        await using var host = await OpenHost.StartOverAsync(
            Contract, setting is null ? settings : [.. settings, ("Sources:a:Problems", setting)]);

        using var answer = await host.PostAsync("""{"query":"{ things }"}""");

        Assert.Contains(
            $"\"extensions\":{{\"code\":\"CONFLICT\",\"status\":409,\"problem\":{shown}}}",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_of_another_kind_has_no_problems_to_show()
    {
        var refused = await Assert.ThrowsAsync<GatewayStartException>(() => OpenHost.StartOverAsync(
            "type Query { a: Int }", ("Sources:a:Kind", "GraphQL"), ("Sources:a:Problems", "Shown")));

        Assert.StartsWith("Gateway:Sources:a:Problems: ", Assert.Single(refused.Reasons), StringComparison.Ordinal);
    }

    /// <param name="body">With <c>&lt;n&gt;</c> for n letters, <c>&lt;nest n&gt;</c> for n nested arrays.</param>
    private static string Shown(string body)
    {
        var text = new StringBuilder(body);
        foreach (var length in new[] { 256, 257, 1000, 1022, 1024, 70_000 })
        {
            text.Replace($"<{length}>", new string('a', length));
        }

        text.Replace("<nest 65>", new string('[', 65) + new string(']', 65));
        var schema = SchemaBuilder.BuildOrThrow(Parser.Parse(Sdl));
        var harness = RestHarness.Of(schema, "{ a }", new RestOptions { ShowsProblems = true });
        return harness.Read(text.ToString(), 409, "application/problem+json");
    }
}
