using System.Text;
using System.Text.Json.Nodes;
using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Rest;
using Gateway.Testing;

namespace Gateway.Common.Tests.Sources.Rest;

/// <summary>Contracts of <c>Cases/</c>, one for each meaning, against the SDL that stands beside them.</summary>
public sealed class OpenApiImporterTests
{
    private const string Folder = "tests/Gateway.Common.Tests/Sources/Rest/Cases";

    private static readonly SchemaBuildOptions Strict = new() { AllowMissingQueryType = true };

    public static TheoryData<string> Cases =>
    [
        .. Directory.EnumerateFiles(
            Path.Combine(SharedFiles.RepositoryRoot, Folder), "*", SearchOption.TopDirectoryOnly)
            .Where(
                static file =>
                    file.EndsWith(".yaml", StringComparison.Ordinal)
                        || file.EndsWith(".json", StringComparison.Ordinal))
            .Select(static file => Path.GetFileName(file))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_contract_imports_to_the_schema_beside_it(string file) =>
        Check($"{Folder}/{file}", $"{Folder}/{Path.GetFileNameWithoutExtension(file)}.graphql");

    [Theory]
    [InlineData("catalog")]
    [InlineData("accounts")]
    public void The_samples_contracts_import(string name) =>
        Check($"samples/Shop/contracts/{name}.openapi.json", $"{Folder}/Shop/{name}.graphql");

    [Theory]
    [InlineData("", "CONTRACT_MALFORMED", 1)]
    [InlineData("{\"openapi\": \"3.0.0\",\n \"paths\": }", "CONTRACT_MALFORMED", 2)]
    [InlineData("openapi: 3.0.0\npaths: [", "CONTRACT_MALFORMED", 3)]
    [InlineData("{\"openapi\": \"4.0.0\", \"paths\": {}}", "CONTRACT_VERSION_UNSUPPORTED", 1)]
    [InlineData("openapi: 3.0.0\npaths: {}", "CONTRACT_EMPTY", 1)]
    [InlineData("a: &a [1,1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]", "CONTRACT_TOO_LARGE", 3)]
    public void An_unsound_contract_gets_a_diagnostic_with_its_line(string contract, string code, int line)
    {
        var options = new ImportOptions { NodesMax = 1_000 };
        var result = OpenApiImporter.Import(Inline(contract), options);
        Assert.Null(result.Sdl);
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal((code, line, "contract"), (diagnostic.Code, diagnostic.Line, diagnostic.File));
    }

    [Fact]
    public void A_contract_of_webhooks_alone_says_that_nothing_of_it_can_be_called()
    {
        const string contract = "openapi: 3.1.0\nwebhooks:\n  a: { post: { responses: {} } }\n  b: { get: { responses: {} } }";
        var found = Assert.Single(OpenApiImporter.Import(Inline(contract), ImportOptions.Default).Diagnostics);
        Assert.Equal(
            ("CONTRACT_EMPTY", "The contract has no operation to call; its webhooks (2) are calls to its users."),
            (found.Code, found.Message));
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void A_contract_that_nests_too_deep_is_refused(char open)
    {
        var contract = open == '[' ? new string('[', 100_000) : string.Concat(Enumerable.Repeat("{\"a\":", 100_000));
        Assert.Equal(
            "CONTRACT_MALFORMED",
            Assert.Single(OpenApiImporter.Import(Inline(contract), ImportOptions.Default).Diagnostics).Code);
        var yaml = OpenApiImporter.Import(Inline("a: " + contract), ImportOptions.Default);
        Assert.Null(yaml.Sdl);
    }

    [Theory]
    [InlineData("a:\n  - - b:\n  : object\n  c:\n    d: e")]
    [InlineData("data:\n  : object\n  properties:\n    attributes:\n      type: object")]
    [InlineData("value:\n  {\n    \"links\": [\n      {\n        \"rel\": \"self\"\n  300 response\n      }\n    ]\n  }")]
    public void A_contract_that_is_no_whole_yaml_is_refused(string contract)
    {
        var result = OpenApiImporter.Import(Inline(contract), ImportOptions.Default);

        Assert.Null(result.Sdl);
        Assert.Equal("CONTRACT_MALFORMED", Assert.Single(result.Diagnostics).Code);
    }

    [Theory]
    [InlineData("https://example.com/x.json", "REF_OUTSIDE")]
    [InlineData("/etc/passwd", "REF_OUTSIDE")]
    [InlineData("../outside.json", "REF_UNRESOLVED")]
    [InlineData("#/components/schemas/Absent", "REF_UNRESOLVED")]
    [InlineData("#/components/schemas/Circle", "SCHEMA_OPAQUE")]
    public void A_reference_that_leads_nowhere_is_named_and_can_be_anything(string reference, string code)
    {
        var contract = $$"""
            openapi: 3.1.0
            paths:
              /x:
                get:
                  operationId: x
                  responses:
                    '200':
                      content:
                        application/json:
                          schema: { $ref: "{{reference}}" }
            components:
              schemas:
                Circle: { $ref: "#/components/schemas/Circle" }
            """;
        var result = OpenApiImporter.Import(Inline(contract), ImportOptions.Default);
        Assert.Contains("x: JSON @rest", result.Sdl, StringComparison.Ordinal);
        if (code != "SCHEMA_OPAQUE")
        {
            Assert.Equal((code, 10), (result.Diagnostics[0].Code, result.Diagnostics[0].Line));
        }
    }

    /// <summary>Whatever stands in the place of any value, there is a schema or a diagnostic.</summary>
    [Theory]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("\"x\"")]
    [InlineData("[]")]
    [InlineData("[{}]")]
    [InlineData("{}")]
    [InlineData("true")]
    [InlineData("{\"$ref\":\"#/paths\"}")]
    [InlineData("{\"$ref\":\"#\"}")]
    [InlineData("{\"allOf\":[{\"$ref\":\"#/components/schemas/Customer\"}],\"oneOf\":[{\"$ref\":\"#/components/schemas/Customer\"}]}")]
    public void A_damaged_contract_never_crashes_the_importer(string other)
    {
        var path = Path.Combine(SharedFiles.RepositoryRoot, "samples/Shop/contracts/accounts.openapi.json");
        var root = JsonNode.Parse(File.ReadAllText(path))!;
        var places = Places(root).ToArray();
        for (var index = 0; index < places.Length; index++)
        {
            var damaged = places[index].GetPath();
            var clone = root.DeepClone();
            Places(clone).ElementAt(index).ReplaceWith(JsonNode.Parse(other));
            var result = OpenApiImporter.Import(Inline(clone.ToJsonString()), ImportOptions.Default);
            if (result.Sdl is null)
            {
                Assert.NotEmpty(result.Diagnostics);
                continue;
            }

            var built = SchemaBuilder.Build(Parser.Parse(result.Sdl), Strict);
            Assert.True(built.IsSuccess, $"{damaged}: {string.Join('\n', built.Diagnostics)}");
        }
    }

    private static IEnumerable<JsonNode> Places(JsonNode node)
    {
        IEnumerable<JsonNode?> below = node switch
        {
            JsonObject @object => @object.Select(static member => member.Value),
            JsonArray array => array,
            _ => [],
        };
        return below.OfType<JsonNode>().SelectMany(static child => Places(child).Prepend(child));
    }

    private static ContractFile Inline(string text) => new("contract", Encoding.UTF8.GetBytes(text), static _ => null);

    private static void Check(string contract, string snapshot)
    {
        var path = Path.Combine(SharedFiles.RepositoryRoot, contract);
        var folder = Path.GetDirectoryName(path)!;
        var file = new ContractFile(
            Path.GetFileName(path),
            File.ReadAllBytes(path),
            relative =>
                File.Exists(Path.Combine(folder, relative)) ? File.ReadAllBytes(Path.Combine(folder, relative)) : null);
        var result = OpenApiImporter.Import(file, ImportOptions.Default);
        Assert.True(result.Sdl is not null, string.Join('\n', result.Diagnostics));
        var built = SchemaBuilder.Build(Parser.Parse(result.Sdl), Strict);
        Assert.True(built.IsSuccess, string.Join('\n', built.Diagnostics));
        var warnings = string.Concat(
            result.Diagnostics.Select(static warning => $"\n# {warning.Code} line {warning.Line}: {warning.Message}"));
        Snapshot.Match(result.Sdl + warnings, snapshot);
    }
}
