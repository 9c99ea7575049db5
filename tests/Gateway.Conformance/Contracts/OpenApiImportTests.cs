using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Rest;
using Gateway.Testing;

namespace Gateway.Conformance.Contracts;

/// <summary>Real contracts import to SDL that parses and builds.</summary>
public sealed class OpenApiImportTests
{
    private const string Folder = "contracts/openapi";

    /// <summary>The SDL holds all that it uses; only queries may be absent.</summary>
    private static readonly SchemaBuildOptions Strict = new() { AllowMissingQueryType = true };

    public static TheoryData<string> Contracts
    {
        get
        {
            var root = Path.Combine(SharedFiles.Root, Folder);
            var files = Directory.Exists(root)
                ? Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
                    .Select(file => Path.GetRelativePath(root, file))
                    // Parts of a contract that is split over files.
                    .Where(static file => !file.Contains("algolia-refs-subset/common", StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal)
                : (IEnumerable<string>)["absent"];
            return [.. files];
        }
    }

    [Theory]
    [MemberData(nameof(Contracts))]
    public void A_real_contract_imports_to_a_schema(string file)
    {
        var root = SharedFiles.Require(Folder);
        var path = SharedFiles.Require($"{Folder}/{file}");
        var result = OpenApiImporter.Import(ContractFolder.Read(path, root), ImportOptions.Default);
        Assert.True(result.Sdl is not null, string.Join('\n', result.Diagnostics));
        var schema = SchemaBuilder.Build(Parser.Parse(result.Sdl), Strict);
        Assert.True(schema.IsSuccess, string.Join('\n', schema.Diagnostics.Take(20)));
    }
}
