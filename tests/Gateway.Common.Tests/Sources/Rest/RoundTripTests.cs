using System.Text.Json;
using Gateway.Common.Language;
using Gateway.Common.Policies.Identity;
using Gateway.Common.Schema;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Rest;
using Gateway.Testing;

namespace Gateway.Common.Tests.Sources.Rest;

/// <summary>
/// Every operation of others' contracts, called of a server that others wrote and that checks requests.
/// </summary>
public sealed class RoundTripTests
{
    [Theory]
    [InlineData("museum.yaml", 8)]
    [InlineData("oai-petstore.yaml", 3)]
    [InlineData("oai-petstore-expanded.yaml", 4)]
    [InlineData("mesh-fixtures/pet.yml", 1)]
    public async Task Every_operation_of_a_contract_is_accepted(string file, int operations)
    {
        var path = Path.Combine(SharedFiles.Root, "contracts/openapi", file);
        Assert.SkipUnless(File.Exists(path), $"{file} is absent.");
        var contract = new ContractFile(file, File.ReadAllBytes(path), static _ => null);
        var (server, reason) = await PrismServer.StartAsync(path);
        Assert.SkipUnless(server is not null, reason);
        await using var _ = server;
        var sdl = OpenApiImporter.Import(contract, ImportOptions.Default).Sdl!;
        var gateway = RestGateway.Over(
            new SourceTransportOptions
            {
                Name = "api",
                Address = server.Address,
                Credentials = new SourceCredentialOptions
                {
                    Kind = SourceCredentialOptions.Scheme.Basic,
                    Username = "user",
                    Password = "password",
                },
            },
            sdl);
        var schema = SchemaBuilder.BuildOrThrow(Parser.Parse(sdl), SchemaBuildOptions.SourceSchema);
        var count = 0;
        foreach (var operation in new SampleOperations(contract, schema).All())
        {
            count++;
            var answer = await gateway.RunAsync(operation);
            using var json = JsonDocument.Parse(answer);
            Assert.False(json.RootElement.TryGetProperty("errors", out var _), $"{operation}\n{answer}\n{gateway.Log}");
        }

        Assert.Equal(operations, count);
    }
}
