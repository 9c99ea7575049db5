using System.IO.Compression;
using System.Text;
using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Rest;

namespace Gateway.Common.Tests.Sources.Rest;

/// <summary>Answers and contracts that are made to break a reader: each has an end and a code.</summary>
public sealed class HostileTests
{
    private const string Types = """
        type Query { thing: Thing @rest(method: "GET", path: "/t") }
        type Thing { any: JSON name: String big: Long count: Int price: Float self: Thing more: [Entry!] @additional }
        type Entry @mapEntry { key: String! value: Int }

        """;

    private const string Selection = "{ thing { any name big count price self { name } more { key } } }";

    public static TheoryData<string, string> Answers => new()
    {
        { "deep lists", $"{{\"any\":{new string('[', 1_000_000)}" },
        { "deep objects", string.Concat(Enumerable.Repeat("{\"self\":", 200_000)) },
        { "deep in what nobody asked for", $"{{\"x\":{string.Concat(Enumerable.Repeat("{\"a\":[", 200_000))}" },
        { "no end", "{\"name\":\"" + new string('x', 10_000_000) },
        { "a lone surrogate's start", "{\"name\":\"\\uD8" },
        { "a number without end", "{\"big\":" + new string('9', 10_000_000) },
        { "two documents", "{\"name\":\"a\"}{\"name\":\"b\"}" },
        { "a control character", "{\"name\":\"a\u0001b\"}" },
        { "a name that is no string", "{name:1}" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void An_answer_that_is_not_json_is_refused(string what, string answer) =>
        Assert.True("SOURCE_INVALID_RESPONSE" == new RestHarness(Types, Selection).Read(answer), what);

    [Theory]
    [InlineData("\"price\":1e999999999", "price", "1e999999999")]
    [InlineData("\"count\":1e999999999", "count", "<SOURCE_INVALID_RESPONSE>")]
    [InlineData("\"count\":-0.0000000000000000000000000000000000000001", "count", "<SOURCE_INVALID_RESPONSE>")]
    [InlineData("\"name\":\"\\uD800\"", "name", "\"\\uD800\"")]
    [InlineData("\"name\":1,\"name\":\"b\"", "name", "\"b\"")]
    public void A_strange_value_is_a_value_or_an_error_at_its_place(string member, string field, string expected) =>
        Assert.Equal(
            $"{{\"{field}\":{expected}}}",
            new RestHarness(Types, $"{{ thing {{ {field} }} }}").Read($"{{{member}}}"));

    [Fact]
    public void Bytes_that_are_not_utf_8_are_refused() => Assert.Equal(
        "SOURCE_INVALID_RESPONSE",
        new RestHarness(Types, Selection).Read([.. "{\"name\":\""u8, 0xC3, 0x28, .. "\"}"u8], 200, "application/json"));

    [Fact]
    public void A_long_text_is_read_once_and_whole()
    {
        var text = new string('x', 10_000_000);
        Assert.Equal($"{{\"name\":\"{text}\"}}", new RestHarness(Types, "{ thing { name } }").Read($"{{\"name\":\"{text}\"}}"));
    }

    [Fact]
    public async Task A_small_answer_that_unpacks_to_a_large_one_is_refused()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (var chunk = 0; chunk < RestGateway.ResponseBytesMax / (64 * 1024) + 8; chunk++)
            {
                await gzip.WriteAsync(new byte[64 * 1024], TestContext.Current.CancellationToken);
            }
        }

        var head = "HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Encoding: gzip";
        await using var server = new ScriptedServer([ScriptedServer.Answer(head, packed.ToArray())]);
        var sdl = $"{Types}\n{string.Join('\n', RestDirectives.Definitions)}\n{NamedScalars.Definition("JSON")}\n"
            + NamedScalars.Definition("Long");
        var gateway = RestGateway.Over(server.Address, sdl);
        var answer = await gateway.RunAsync("{ thing { name } }");
        Assert.Contains("SOURCE_INVALID_RESPONSE", answer, StringComparison.Ordinal);
        Assert.Contains("more than", gateway.Log, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Contracts => new()
    {
        { "a circle of references", Schemas(Range(50).Select(static i => $"S{i}: {{ $ref: '#/components/schemas/S{(i + 1) % 50}' }}")) },
        { "a chain of allOf", Schemas(Range(3_000).Select(static i =>
            $"S{i}: {{ allOf: [{{ $ref: '#/components/schemas/S{i + 1}' }}, {{ properties: {{ p{i}: {{ type: string }} }} }}] }}")) },
        { "allOf twice of each", Schemas(Range(60).Select(static i =>
            $"S{i}: {{ allOf: [{{ $ref: '#/components/schemas/S{i + 1}' }}, {{ $ref: '#/components/schemas/S{i + 1}' }}, {{ properties: {{ p: {{ $ref: '#/components/schemas/S{i + 1}' }} }} }}] }}")) },
        { "oneOf twice of each", Schemas(Range(60).Select(static i =>
            $"S{i}: {{ properties: {{ p: {{ type: string }} }}, oneOf: [{{ $ref: '#/components/schemas/S{i + 1}' }}, {{ properties: {{ q: {{ $ref: '#/components/schemas/S{i + 1}' }} }} }}] }}")) },
        { "allOf of itself", Schemas(["S0: { allOf: [{ $ref: '#/components/schemas/S0' }, { properties: { a: { type: string } } }] }"]) },
        { "oneOf of itself", Schemas(["S0: { oneOf: [{ $ref: '#/components/schemas/S0' }, { type: object, properties: { a: { type: string } } }] }"]) },
        { "lists of lists of itself", Schemas(["S0: { type: array, items: { $ref: '#/components/schemas/S0' } }"]) },
        { "maps of maps of itself", Schemas(["S0: { type: object, additionalProperties: { $ref: '#/components/schemas/S0' } }"]) },
        { "a reference into itself", Schemas(["S0: { properties: { a: { $ref: '#/components/schemas/S0/properties/a' } } }"]) },
        { "deep inline objects", Schemas([$"S0: {string.Concat(Enumerable.Repeat("{ properties: { a: ", 60))}{{ type: string }}{string.Concat(Enumerable.Repeat(" } }", 60))}"]) },
    };

    [Theory]
    [MemberData(nameof(Contracts))]
    public void A_contract_that_is_made_to_grow_is_imported_or_refused(string what, string contract)
    {
        var options = new ImportOptions { MembersMax = 100_000 };
        var result = OpenApiImporter.Import(
            new ContractFile("c", Encoding.UTF8.GetBytes(contract), static _ => null), options);
        if (result.Sdl is null)
        {
            Assert.True(result.Diagnostics.Any(static problem => problem.IsError), what);
            return;
        }

        Assert.True(result.Sdl.Length < 4_000_000, what);
        Assert.True(SchemaBuilder.Build(Parser.Parse(result.Sdl), SchemaBuildOptions.SourceSchema).IsSuccess, what);
    }

    private static IEnumerable<int> Range(int count) => Enumerable.Range(0, count);

    private static string Schemas(IEnumerable<string> schemas) => $$"""
        openapi: 3.1.0
        paths:
          /x:
            post:
              operationId: x
              requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/S0' } } } }
              responses: { '200': { content: { application/json: { schema: { $ref: '#/components/schemas/S0' } } } } }
        components:
          schemas:
            {{string.Join("\n    ", schemas)}}
        """;
}
