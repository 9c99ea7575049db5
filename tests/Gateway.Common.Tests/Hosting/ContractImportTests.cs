using Gateway.Common.Composition;
using Gateway.Common.Hosting.Snapshots;

namespace Gateway.Common.Tests.Hosting;

/// <summary>Contracts as files: what is absent is said, and nothing outside the contract's folder is read.</summary>
public sealed class ContractImportTests : IDisposable
{
    private const string Contract = """
        openapi: 3.1.0
        info: { title: t, version: "1" }
        paths:
          /things:
            get:
              operationId: listThings
              responses:
                "200":
                  description: all
                  content: { application/json: { schema: { $ref: "REF" } } }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("contracts");

    [Theory]
    [InlineData(SourceKind.Rest)]
    [InlineData(SourceKind.Soap)]
    [InlineData(SourceKind.Grpc)]
    [InlineData(SourceKind.GraphQL)]
    internal void An_absent_contract_is_unreadable(SourceKind kind) =>
        Assert.Equal(["CONTRACT_UNREADABLE"], Import("gone", kind));

    [Theory]
    [InlineData("gone.yaml")]
    [InlineData("../gone.yaml")]
    [InlineData("no/such/folder/gone.yaml")]
    public void An_absent_reference_is_a_diagnostic_and_no_exception(string reference)
    {
        File.WriteAllText(
            Path.Combine(_folder.FullName, "contract.yaml"),
            Contract.Replace("REF", reference, StringComparison.Ordinal));

        Assert.Contains(
            Import("contract.yaml", SourceKind.Rest),
            static code => code.StartsWith("REF_", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private IEnumerable<string> Import(string file, SourceKind kind) =>
        ContractImport.Run(Path.Combine(_folder.FullName, file), kind).Diagnostics.Select(static found => found.Code);
}
