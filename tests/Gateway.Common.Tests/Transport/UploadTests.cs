using System.Text;
using System.Text.Json;
using Gateway.Common.Pipeline;
using Gateway.Common.Tests.Execution;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gateway.Common.Tests.Transport;

/// <summary>Files beside an operation, through a real host to a real GraphQL source.</summary>
public sealed class UploadTests : IAsyncLifetime
{
    private const string Sdl = """
        scalar Upload
        input Album { title: String cover: Upload pages: [Upload!] }
        type Query { hello: String }
        type Mutation { one(file: Upload, text: String): String many(album: Album, again: Upload): String }
        """;

    private const string One = "mutation ($file: Upload) { one(file: $file) }";
    private static readonly (string, string) Preflight = ("GraphQL-Require-Preflight", "1");

    private WebApplication? _source;
    private OpenHost? _host;
    private string _received = "";

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _source = builder.Build();
        _source.MapPost("/", ReceiveAsync);
        await _source.StartAsync();
        _host = await OpenHost.StartOverAsync(
            Sdl, ("Sources:a:Url", _source.Urls.First()), ("Uploads:Enabled", "true"), ("Uploads:FilesMax", "3"),
            ("Uploads:FileBytesMax", "2000"), ("Uploads:BytesMax", "5000"), ("Uploads:PlacesMax", "4"));
    }

    public async ValueTask DisposeAsync()
    {
        await (_host?.DisposeAsync() ?? default);
        await (_source?.DisposeAsync() ?? default);
    }

    [Fact]
    public async Task A_file_goes_to_the_source_as_a_form()
    {
        using var form = Form(
            $$$"""{"query":"{{{One}}}","variables":{"file":null}}""", """{"0":["variables.file"]}""", ("0", "hi"));
        using var answer = await _host!.PostAsync(form, Preflight);

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal("""{"data":{"one":"done"}}""", await TextOf(answer));
        Assert.Equal("""{"file":null} {"0":["variables.file"]} 0=hi(0.txt,text/plain) preflight=1""", _received);
    }

    [Fact]
    public async Task Files_stand_deep_in_input_objects_and_lists_and_in_several_places()
    {
        using var form = Form(
            """
            {"query":"mutation ($a: Album, $x: Upload) { many(album: $a, again: $x) }",
             "variables":{"a":{"title":"t","cover":null,"pages":[null,null]},"x":null}}
            """,
            """{"p":["variables.a.pages.1","variables.x"],"q":["variables.a.cover"],"r":["variables.a.pages.0"]}""",
            ("p", "P"), ("q", "Q"), ("r", "R"));
        using var answer = await _host!.PostAsync(form, Preflight);

        Assert.Equal("""{"data":{"many":"done"}}""", await TextOf(answer));
        Assert.Equal(
            """{"a":{"title":"t","cover":null,"pages":[null,null]},"x":null} """
            + """{"0":["variables.a.pages.1","variables.x"],"1":["variables.a.cover"],"2":["variables.a.pages.0"]} """
            + "0=P(p.txt,text/plain) 1=Q(q.txt,text/plain) 2=R(r.txt,text/plain) preflight=1",
            _received);
    }

    /// <summary>Variables, map, the files' parts, and what the refusal is.</summary>
    [Theory]
    [InlineData("""{"file":null}""", """{"0":["variables.file"]}""", "", "UPLOAD_MALFORMED")]
    [InlineData("""{"file":null}""", """{"1":["variables.file"]}""", "0", "UPLOAD_MALFORMED")]
    [InlineData("""{"file":null}""", "{}", "0", "UPLOAD_MALFORMED")]
    [InlineData("""{"file":null}""", "[]", "0", "UPLOAD_MALFORMED")]
    [InlineData("""{"file":null}""", "{", "0", "UPLOAD_MALFORMED")]
    [InlineData("""{"file":null}""", """{"0":"variables.file"}""", "0", "UPLOAD_MALFORMED")]
    [InlineData("""{"file":null}""", """{"0":[1]}""", "0", "UPLOAD_MALFORMED")]
    [InlineData("""{"file":null}""", """{"0":["query"]}""", "0", "UPLOAD_MALFORMED")]
    [InlineData("""{"file":null}""", """{"0":["variables.other"]}""", "0", "UPLOAD_MALFORMED")]
    [InlineData("""{"file":"x"}""", """{"0":["variables.file"]}""", "0", "UPLOAD_MALFORMED")]
    [InlineData("""{"file":null}""", """{"0":["variables.file","variables.file"]}""", "0", "UPLOAD_MALFORMED")]
    [InlineData("""{"file":null}""", """{"0":["variables.file"],"1":["variables.file"]}""", "0,1", "UPLOAD_MALFORMED")]
    [InlineData("""{"file":null,"text":null}""", """{"0":["variables.text"]}""", "0", "UPLOAD_NOT_EXPECTED")]
    [InlineData("""{"file":null,"free":null}""", """{"0":["variables.free"]}""", "0", "UPLOAD_NOT_EXPECTED")]
    [InlineData("""{"file":null,"album":{"title":null}}""", """{"0":["variables.album.title"]}""", "0", "UPLOAD_NOT_EXPECTED")]
    [InlineData("""{"album":{"pages":[null,null,null,null,null]}}""",
        """{"0":["variables.album.pages.0","variables.album.pages.1","variables.album.pages.2","variables.album.pages.3","variables.album.pages.4"]}""",
        "0", "UPLOAD_MALFORMED")]
    [InlineData("""{"file":null}""", """{"0":["variables.file"]}""", "0,1,2,3", "UPLOAD_LIMIT_EXCEEDED")]
    public async Task A_form_that_does_not_fit_is_refused_before_any_source_is_asked(
        string variables, string map, string parts, string code)
    {
        const string Query =
            "mutation ($file: Upload, $text: String, $album: Album) "
            + "{ one(file: $file, text: $text) many(album: $album) }";
        using var form = Form(
            $$"""{"query":"{{Query}}","variables":{{variables}}}""", map,
            [.. parts.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(static part => (part, "x"))]);
        using var answer = await _host!.PostAsync(form, Preflight, ("Accept", "application/graphql-response+json"));

        Assert.Equal(code, await OpenHost.CodeOf(answer));
        Assert.Equal(code == "UPLOAD_LIMIT_EXCEEDED" ? 413 : 400, (int)answer.StatusCode);
        Assert.Equal("", _received);
    }

    [Theory]
    [InlineData(2_000, 1, 200)]
    [InlineData(2_001, 1, 413)]
    [InlineData(1_900, 3, 413)]
    public async Task A_file_and_the_form_are_bounded(int length, int files, int status)
    {
        using var form = Form(
            """{"query":"mutation ($a: Album) { many(album: $a) }","variables":{"a":{"pages":[NULLS]}}}"""
                .Replace("NULLS", string.Join(',', Enumerable.Repeat("null", files)), StringComparison.Ordinal),
            $"{{{string.Join(
                ',', Enumerable.Range(0, files).Select(static file => $"\"{file}\":[\"variables.a.pages.{file}\"]"))}}}",
            [.. Enumerable.Range(0, files).Select(file => ($"{file}", new string('x', length)))]);
        form.Headers.ContentLength = null;
        using var answer = await _host!.PostAsync(form, Preflight);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(status == 200 ? null : "BODY_TOO_LARGE", await OpenHost.CodeOf(answer));
    }

    [Fact]
    public async Task Without_a_header_that_pages_cannot_send_unasked_a_form_is_refused()
    {
        using var form = Form($$$"""{"query":"{{{One}}}","variables":{"file":null}}""", "{}");
        using var answer = await _host!.PostAsync(form);

        Assert.Equal((403, "PREFLIGHT_REQUIRED"), ((int)answer.StatusCode, await OpenHost.CodeOf(answer)));
    }

    [Theory]
    [InlineData("map", "operations", "UPLOAD_MALFORMED")]
    [InlineData("operations", "0", "UPLOAD_MALFORMED")]
    [InlineData("operations", null, "UPLOAD_MALFORMED")]
    [InlineData(null, null, "UPLOAD_MALFORMED")]
    public async Task Parts_have_their_order(string? first, string? second, string code)
    {
        using var form = new MultipartFormDataContent();
        foreach (var name in new[] { first, second }.OfType<string>())
        {
            form.Add(new StringContent("{}"), name);
        }

        using var answer = await _host!.PostAsync(form, Preflight);

        Assert.Equal((400, code), ((int)answer.StatusCode, await OpenHost.CodeOf(answer)));
    }

    [Fact]
    public async Task Several_operations_in_a_form_are_refused()
    {
        using var form = Form("""[{"query":"{ hello }"}]""", "{}");
        using var answer = await _host!.PostAsync(form, Preflight);

        Assert.Equal("BATCH_NOT_SUPPORTED", await OpenHost.CodeOf(answer));
    }

    [Fact]
    public async Task A_source_that_speaks_no_GraphQL_cannot_be_sent_files()
    {
        var gateway = new StubGateway(("s", """
            directive @local on FIELD_DEFINITION
            scalar Upload
            input In { file: Upload }
            type Query { a: Int @local }
            type Mutation { put(in: In): Int @local plain(x: Int): Int @local }
            """));

        using var reply = await gateway.SendAsync(StubGateway.Request("mutation ($i: In) { put(in: $i) }"));

        Assert.Equal((ReplyKind.Refused, "UPLOAD_NOT_SUPPORTED"), (reply.Kind, reply.Code));
    }

    /// <summary>What came, as text: variables, map, and the files by their parts.</summary>
    private async Task ReceiveAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        if (!context.Request.HasFormContentType)
        {
            await context.Response.WriteAsync("""{"data":{"many":"none"}}""");
            return;
        }

        var form = await context.Request.ReadFormAsync(TestContext.Current.CancellationToken);
        using var operations = JsonDocument.Parse(form["operations"].ToString());
        var received = new StringBuilder();
        received.Append(operations.RootElement.GetProperty("variables")).Append(' ').Append(form["map"]);
        foreach (var file in form.Files)
        {
            using var reader = new StreamReader(file.OpenReadStream());
            received.Append($" {file.Name}={await reader.ReadToEndAsync()}({file.FileName},{file.ContentType})");
        }

        _received = $"{received} preflight={context.Request.Headers["GraphQL-Require-Preflight"]}";
        var field = operations.RootElement.GetProperty("query").GetString()!.Contains("many") ? "many" : "one";
        await context.Response.WriteAsync($$$"""{"data":{"{{{field}}}":"done"}}""");
    }

    private static MultipartFormDataContent Form(
        string operations, string map, params (string Part, string Text)[] files)
    {
        var form = new MultipartFormDataContent
        {
            { new StringContent(operations), "operations" },
            { new StringContent(map), "map" },
        };
        foreach (var (part, text) in files)
        {
            var content = new StringContent(text);
            content.Headers.ContentType = new("text/plain");
            form.Add(content, part, $"{part}.txt");
        }

        return form;
    }

    private static Task<string> TextOf(HttpResponseMessage answer) =>
        answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
