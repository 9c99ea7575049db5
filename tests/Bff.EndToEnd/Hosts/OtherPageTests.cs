using System.Text;
using Gateway.Common.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bff.EndToEnd.Hosts;

/// <summary>
/// The web host with its cookie session, called by pages of other origins and sent files: what each must bring.
/// </summary>
[Collection(ShopHosts.Name)]
public sealed class OtherPageTests(ShopHosts hosts) : IAsyncLifetime
{
    private const string App = "https://app.example";
    private const string Evil = "https://evil.example";
    private const string Query = """{"query":"{ me { id } }"}""";

    private const string Sdl = """
        scalar Upload
        type Query { filesStored: Int }
        type Mutation { storeFile(file: Upload!): String }
        """;

    private readonly string _contract = Path.GetTempFileName();
    private readonly List<string> _received = [];
    private WebApplication? _source;
    private RunningHost? _web;
    private HostClient? _client;
    private string _cookie = "";

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(_contract, Sdl, TestContext.Current.CancellationToken);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _source = builder.Build();
        _source.MapPost("/", StoreAsync);
        await _source.StartAsync(TestContext.Current.CancellationToken);
        _web = await hosts.StartAsync(
            HostProfile.Web,
            log: null,
            ("Gateway:Cors:Origins:0", App),
            ("Gateway:Uploads:Enabled", "true"),
            ("Gateway:Sources:files:Kind", "GraphQL"),
            ("Gateway:Sources:files:Contract", _contract),
            ("Gateway:Sources:files:Url", _source.Urls.First()));
        _client = new HostClient(_web.Origin);
        _cookie = await new WebLogin(_client).RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await (_web?.DisposeAsync() ?? default);
        await (_source?.DisposeAsync() ?? default);
        File.Delete(_contract);
    }

    [Fact]
    public async Task A_file_needs_the_anti_forgery_header_and_then_reaches_its_source()
    {
        var refused = await UploadAsync(("Cookie", _cookie));
        var preflightOnly = await UploadAsync(("Cookie", _cookie), ("GraphQL-Require-Preflight", "1"));
        var noSession = await UploadAsync(("X-CSRF", "1"));
        Assert.Equal((403, "ANTI_FORGERY"), (refused.Status, refused.Code));
        Assert.Equal((403, "ANTI_FORGERY"), (preflightOnly.Status, preflightOnly.Code));
        Assert.Equal(401, noSession.Status);
        Assert.Empty(_received);

        var taken = await UploadAsync(("Cookie", _cookie), ("X-CSRF", "1"));

        Assert.True(taken.Status == 200, taken.Text);
        Assert.Equal("""{"data":{"storeFile":"stored"}}""", taken.Text);
        Assert.Equal(["hello"], _received);
    }

    [Theory]
    [InlineData(App, 204)]
    [InlineData(Evil, 405)]
    public async Task A_preflight_is_answered_for_the_listed_origin_alone(string origin, int status)
    {
        var answer = await _client!.SendAsync(
            HttpMethod.Options, "/graphql", body: null, ("Origin", origin),
            ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "x-csrf,content-type"));

        Assert.Equal(status, answer.Status);
        Assert.Equal(origin == App ? App : null, answer.Header("Access-Control-Allow-Origin"));
        Assert.Equal(origin == App ? "true" : null, answer.Header("Access-Control-Allow-Credentials"));
        Assert.Equal(
            origin == App,
            answer.Header("Access-Control-Allow-Headers")?.Contains("X-CSRF", StringComparison.Ordinal) ?? false);
    }

    [Theory]
    [InlineData(App, true, 200)]
    [InlineData(App, false, 403)]
    [InlineData(Evil, true, 403)]
    [InlineData("null", true, 403)]
    public async Task A_sessions_request_comes_from_a_listed_page_with_the_header_or_not_at_all(
        string origin, bool hasHeader, int status)
    {
        (string, string)[] header = hasHeader ? [("X-CSRF", "1")] : [];

        var answer = await _client!.PostAsync("/graphql", Query, [("Cookie", _cookie), ("Origin", origin), .. header]);

        Assert.True(answer.Status == status, answer.Text);
        Assert.Equal(status == 200 ? null : "ANTI_FORGERY", answer.Code);
        Assert.Equal(origin == App ? App : null, answer.Header("Access-Control-Allow-Origin"));
        Assert.Contains("Origin", answer.Header("Vary"), StringComparison.Ordinal);
    }

    private async Task<HostAnswer> UploadAsync(params (string Name, string Value)[] headers)
    {
        using var form = new MultipartFormDataContent
        {
            {
                new StringContent(
                    """{"query":"mutation ($f: Upload!) { storeFile(file: $f) }","variables":{"f":null}}"""),
                "operations"
            },
            { new StringContent("""{"0":["variables.f"]}"""), "map" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes("hello")), "0", "hello.txt" },
        };
        return await _client!.SendAsync(HttpMethod.Post, "/graphql", form, headers);
    }

    private async Task StoreAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(TestContext.Current.CancellationToken);
        using var reader = new StreamReader(form.Files[0].OpenReadStream());
        _received.Add(await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync("""{"data":{"storeFile":"stored"}}""", TestContext.Current.CancellationToken);
    }
}
