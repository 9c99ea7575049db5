using System.Text;
using Gateway.Common.Primitives;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Rest;

namespace Gateway.Common.Tests.Sources.Rest;

/// <summary>Files of a request, sent on to a source that takes forms or plain bytes.</summary>
public sealed class UploadTests
{
    private const string Contract = """
        openapi: 3.1.0
        paths:
          /form:
            post:
              operationId: form
              requestBody:
                content:
                  multipart/form-data:
                    schema:
                      type: object
                      properties:
                        note: { type: string }
                        file: { type: string, format: binary }
                        more: { type: array, items: { type: string, contentMediaType: image/png } }
              responses: { '204': { description: Done } }
          /any:
            put:
              operationId: any
              requestBody: { content: { application/octet-stream: {} } }
              responses: { '204': { description: Done } }
          /image:
            put:
              operationId: image
              requestBody: { content: { image/png: { schema: { type: string, format: binary } } } }
              responses: { '204': { description: Done } }
        """;

    private static readonly ReceivedFile[] Sent =
    [
        new("../a \"b\".txt", "text/plain", "first"u8.ToArray()),
        new("", "no type\r\n", [0xFF, 0x00]),
    ];

    [Fact]
    public async Task A_form_carries_files_with_their_names_and_types()
    {
        var (request, answer) = await CallAsync(
            "mutation ($f: Upload!, $g: Upload!) { form(input: { note: \"n\", file: $f, more: [$g, $f] }) }");
        Assert.Equal("""{"data":{"form":true}}""", answer);
        Assert.Contains(
            "Content-Disposition: form-data; name=\"file\"; filename=\"a %22b%22.txt\"\r\n"
            + "Content-Type: text/plain\r\n\r\nfirst\r\n",
            request,
            StringComparison.Ordinal);
        Assert.Contains(
            "name=\"more\"; filename=\"more\"\r\nContent-Type: application/octet-stream\r\n\r\n\u00FF\0\r\n",
            request,
            StringComparison.Ordinal);
        Assert.Contains("name=\"note\"\r\n\r\nn\r\n", request, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("any", "Content-Type: text/plain")]
    [InlineData("image", "Content-Type: image/png")]
    public async Task A_body_is_the_file_s_bytes(string field, string contentType)
    {
        var (request, _) = await CallAsync($"mutation ($f: Upload!) {{ {field}(input: $f) }}");
        Assert.Contains(contentType, request, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\nfirst", request, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mutation { any(input: \"first\") }")]
    [InlineData("mutation { form(input: { file: \"file:0\" }) }")]
    public async Task A_text_stands_for_no_file(string operation)
    {
        var (request, answer) = await CallAsync(operation);
        Assert.Empty(request);
        Assert.Contains("INVALID_ARGUMENT", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/csv, text/*", "f", "Content-Type: text/plain\r\n")]
    [InlineData("TEXT/plain", "f", "Content-Type: text/plain\r\n")]
    [InlineData("*/*", "f", "Content-Type: text/plain\r\n")]
    [InlineData("image/png", "f", null)]
    [InlineData("image/*, text/csv", "f", null)]
    [InlineData("image/*, image/png", "g", "Content-Type: image/png\r\n")]
    [InlineData("image/*", "g", null)]
    public async Task A_part_takes_the_types_that_its_encoding_lists(string types, string file, string? expected)
    {
        var sdl = OpenApiImporter.Import(
            new ContractFile("c", Encoding.UTF8.GetBytes(Contract.Replace(
                "schema:\n              type: object",
                $"encoding: {{ file: {{ contentType: '{types}' }} }}\n            schema:\n              type: object",
                StringComparison.Ordinal)), static _ => null),
            ImportOptions.Default).Sdl!;
        var (request, answer) = await CallAsync(
            $"mutation ($f: Upload!, $g: Upload!) {{ form(input: {{ file: ${file}, more: [$f, $g] }}) }}", sdl);

        Assert.Equal(expected is null, request.Length == 0);
        Assert.Contains(expected is null ? "INVALID_ARGUMENT" : "\"form\":true", answer, StringComparison.Ordinal);
        Assert.Contains(expected ?? "", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_of_json_takes_no_file()
    {
        var sdl = "type Mutation { f(input: In @body): Boolean @rest(method: \"POST\", path: \"/f\", produces: \"none\") } "
            + "input In { file: Upload } type Query { a: Int @rest(method: \"GET\", path: \"/a\") } "
            + string.Join('\n', RestDirectives.Definitions) + '\n' + NamedScalars.Definition("Upload");
        var (_, answer) = await CallAsync("mutation ($f: Upload) { f(input: { file: $f }) }", sdl);
        Assert.Contains("UPLOAD_NOT_SUPPORTED", answer, StringComparison.Ordinal);
    }

    private static async Task<(string Request, string Answer)> CallAsync(string operation, string? sdl = null)
    {
        sdl ??= OpenApiImporter.Import(
            new ContractFile("c", Encoding.UTF8.GetBytes(Contract), static _ => null), ImportOptions.Default).Sdl!;
        await using var server = new ScriptedServer([ScriptedServer.Answer("HTTP/1.1 204 No Content")]);
        string[] names = [.. new[] { "f", "g" }.Where(name => operation.Contains('$' + name, StringComparison.Ordinal))];
        var files = new ReceivedFiles(Sent, [.. names.Select(static name => new[] { name })]);
        var variables = names.Select((name, index) => $"\"{name}\":{Encoding.UTF8.GetString(files.StandIn(index))}");
        var answer = await RestGateway.Over(server.Address, sdl)
            .RunAsync(operation, $"{{{string.Join(',', variables)}}}", files: files);
        return (server.Requests is [var request, ..] ? request : "", answer);
    }
}
