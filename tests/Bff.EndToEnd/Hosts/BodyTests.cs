using System.Text;

namespace Bff.EndToEnd.Hosts;

/// <summary>Bodies that are too large or too deep are refused by their own codes, and the host goes on.</summary>
[Collection(ShopHosts.Name)]
public sealed class BodyTests(ShopHosts hosts)
{
    private const int Megabyte = 1024 * 1024;

    /// <summary>Below the limit of 256 KiB, so that they are read.</summary>
    private const int Readable = 200 * 1024;

    public static TheoryData<string, int, int, string, string> Bodies => new()
    {
        { "plain", 10 * Megabyte, 413, "BODY_TOO_LARGE", "BODY_TOO_LARGE" },
        { "array", 1 * Megabyte, 413, "BODY_TOO_LARGE", "BODY_TOO_LARGE" },
        { "array", Readable, 400, "BATCH_NOT_SUPPORTED", "BODY_INVALID" },
        { "members", Readable, 400, "BODY_MALFORMED", "PARAMETER_UNKNOWN" },
        { "variables", Readable, 400, "BODY_MALFORMED", "PARAMETER_UNKNOWN" },
        { "amount", Readable, 400, "BODY_MALFORMED", "BODY_INVALID" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_too_large_or_too_deep_is_refused(
        string kind, int bytes, int status, string graphQLCode, string restCode)
    {
        var calls = hosts.SourceCalls;
        using var web = new HostClient(hosts.Web.Origin);
        var cookie = await new WebLogin(web).RunAsync();

        await CheckAsync(web, "/graphql", graphQLCode, ("Cookie", cookie), ("X-CSRF", "1"));
        using var mobile = new HostClient(hosts.Mobile.Origin);
        await CheckAsync(
            mobile, "/graphql", graphQLCode, ("Authorization", "Bearer " + hosts.Identity.IssueToken()));
        Assert.Equal(calls, hosts.SourceCalls);

        // Whose invoice it is, is asked before the body is judged: no call but that one.
        using var partner = new HostClient(hosts.Partner.Origin);
        await CheckAsync(partner, "/v1/invoices/i1/payments", restCode, ("X-Api-Key", hosts.ApiKey));
        Assert.InRange(hosts.SourceCalls, calls, calls + 1);

        async Task CheckAsync(HostClient client, string path, string code, params (string, string)[] headers)
        {
            var answer = await client.PostAsync(path, Body(kind, bytes), [("Expect", "100-continue"), .. headers]);
            Assert.Equal((path, status, code), (path, answer.Status, answer.Code));
            Assert.Equal(200, (await client.GetAsync("/health/live")).Status);
        }
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{a(b:[")]
    [InlineData("{a(b:{c:")]
    [InlineData("query($a:[")]
    public async Task A_document_of_brackets_is_refused(string unit)
    {
        using var client = new HostClient(hosts.Web.Origin);
        var cookie = await new WebLogin(client).RunAsync();
        var document = string.Concat(Enumerable.Repeat(unit, Readable / unit.Length));

        var answer = await client.PostAsync(
            "/graphql", $$"""{"query":"{{document}}"}""", ("Cookie", cookie), ("X-CSRF", "1"));

        Assert.NotNull(answer.Code);
        Assert.Contains(
            answer.Code, (string[])["GRAPHQL_PARSE_FAILED", "TOKEN_LIMIT_EXCEEDED", "DEPTH_LIMIT_EXCEEDED"]);
        Assert.Equal(200, (await client.GetAsync("/health/live")).Status);
    }

    private static string Body(string kind, int bytes) => kind switch
    {
        "plain" => $$"""{"query":"{{new string(' ', bytes)}}"}""",
        "array" => new string('[', bytes),
        "members" => new StringBuilder().Insert(0, "{\"a\":", bytes / 5).ToString(),
        "variables" => $$"""{"documentId":"{{HomeScreen.Id}}","variables":{"orders":{{Nested(bytes)}} } }""",
        _ => $$"""{"amount":{{Nested(bytes)}},"reference":"r-1"}""",
    };

    private static string Nested(int bytes) => new string('[', bytes / 2) + new string(']', bytes / 2);
}
