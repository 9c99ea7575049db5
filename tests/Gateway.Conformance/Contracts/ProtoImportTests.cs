using System.Text;
using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Grpc;
using Gateway.Testing;

namespace Gateway.Conformance.Contracts;

/// <summary>Descriptor sets of real services import to SDL that parses and builds.</summary>
public sealed class ProtoImportTests
{
    private const string Folder = "contracts/proto/descriptors";

    public static TheoryData<string> Contracts
    {
        get
        {
            var root = Path.Combine(SharedFiles.Root, Folder);
            return Directory.Exists(root)
                ? [.. new DirectoryInfo(root).EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal)]
                : ["absent.pb"];
        }
    }

    [Theory]
    [MemberData(nameof(Contracts))]
    public void A_real_contract_imports_to_a_schema(string file)
    {
        var root = SharedFiles.Require(Folder);
        var path = SharedFiles.Require($"{Folder}/{file}");
        var result = GrpcImporter.Import(ContractFolder.Read(path, root), ImportOptions.Default);
        Assert.True(result.Sdl is not null, string.Join('\n', result.Diagnostics));
        var built = SchemaBuilder.Build(
            Parser.Parse(Encoding.UTF8.GetBytes(result.Sdl)), new SchemaBuildOptions { AllowMissingQueryType = true });
        Assert.True(built.IsSuccess, string.Join('\n', built.Diagnostics.Take(5)));
    }
}
