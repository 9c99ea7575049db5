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

    [Theory]
    [InlineData(null, "CONTRACT_EMPTY REF_UNRESOLVED")]
    [InlineData("", "")]
    [InlineData("other", "CONTRACT_OUTSIDE")]
    public void A_contract_of_several_folders_is_read_where_its_folder_is_named(string? folder, string codes)
    {
        var (search, parts) = (_folder.CreateSubdirectory("search"), _folder.CreateSubdirectory("parts"));
        var path = Path.Combine(search.FullName, "contract.yaml");
        File.WriteAllText(path, """
            openapi: 3.1.0
            info: { title: t, version: "1" }
            paths: { /things: { $ref: "../parts/things.yaml" } }
            """);
        File.WriteAllText(Path.Combine(parts.FullName, "things.yaml"), """
            get: { operationId: listThings, responses: { "204": { description: none } } }
            """);

        var root = folder is null ? null : Path.Combine(_folder.FullName, folder);
        var result = ContractImport.Run(path, SourceKind.Rest, root);
        Assert.Equal(codes, string.Join(' ', result.Diagnostics.Select(static found => found.Code)));
        Assert.Equal(codes.Length == 0, result.Sdl is not null);
    }

    [Theory]
    [InlineData("inside.yaml", true)]
    [InlineData("file-in.yaml", true)]
    [InlineData("folder-in/inside.yaml", true)]
    [InlineData("folder-in/../inside.yaml", true)]
    [InlineData("file-out.yaml", false)]
    [InlineData("folder-out/outside.yaml", false)]
    [InlineData("chain/folder-out/outside.yaml", false)]
    [InlineData("relative-out/outside.yaml", false)]
    [InlineData("round/inside.yaml", false)]
    public void No_link_of_a_file_or_folder_leads_out_of_the_contracts_folder(string reference, bool isRead)
    {
        var contracts = _folder.CreateSubdirectory("contracts");
        var (inner, outer) = (contracts.CreateSubdirectory("inner"), _folder.CreateSubdirectory("contracts-not"));
        string In(string name) => Path.Combine(contracts.FullName, name);
        File.WriteAllText(In("inside.yaml"), "type: string");
        File.WriteAllText(Path.Combine(inner.FullName, "inside.yaml"), "type: string");
        File.WriteAllText(Path.Combine(outer.FullName, "outside.yaml"), "type: string");
        File.CreateSymbolicLink(In("file-in.yaml"), "inner/inside.yaml");
        File.CreateSymbolicLink(In("file-out.yaml"), Path.Combine(outer.FullName, "outside.yaml"));
        Directory.CreateSymbolicLink(In("folder-in"), inner.FullName);
        Directory.CreateSymbolicLink(In("folder-out"), outer.FullName);
        Directory.CreateSymbolicLink(In("chain"), ".");
        Directory.CreateSymbolicLink(In("relative-out"), "inner/../../contracts-not");
        Directory.CreateSymbolicLink(In("round"), "round");
        File.WriteAllText(In("contract.yaml"), Contract.Replace("REF", reference, StringComparison.Ordinal));

        // The folder may itself be reached over a link, as mounted settings are.
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "mounted"), contracts.FullName);
        foreach (var path in (string[])["contracts/contract.yaml", "mounted/contract.yaml"])
        {
            Assert.Equal(isRead ? [] : ["REF_UNRESOLVED"], Import(path, SourceKind.Rest));
        }
    }

    [Fact]
    public void A_contract_behind_a_link_is_not_in_the_folder_that_was_named()
    {
        var (contracts, outer) = (_folder.CreateSubdirectory("contracts"), _folder.CreateSubdirectory("outer"));
        File.WriteAllText(Path.Combine(outer.FullName, "contract.yaml"), "openapi: 3.1.0");
        Directory.CreateSymbolicLink(Path.Combine(contracts.FullName, "out"), outer.FullName);

        var result = ContractImport.Run(
            Path.Combine(contracts.FullName, "out", "contract.yaml"), SourceKind.Rest, contracts.FullName);
        Assert.Equal(["CONTRACT_OUTSIDE"], result.Diagnostics.Select(static found => found.Code));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private IEnumerable<string> Import(string file, SourceKind kind) =>
        ContractImport.Run(Path.Combine(_folder.FullName, file), kind).Diagnostics.Select(static found => found.Code);
}
