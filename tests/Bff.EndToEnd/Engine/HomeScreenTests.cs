using Gateway.Testing;

namespace Bff.EndToEnd.Engine;

public sealed class HomeScreenTests
{
    [Fact]
    public async Task One_query_reads_all_six_backends_with_few_calls()
    {
        await using var gateway = await ShopGateway.StartAsync("Bff.Mobile");
        var document = await File.ReadAllTextAsync(
            Path.Combine(SharedFiles.RepositoryRoot, "src/Bff.Mobile/operations/HomeScreen.graphql"),
            TestContext.Current.CancellationToken);

        var answer = await gateway.RunAsync(document);

        TestContext.Current.SendDiagnosticMessage(answer);
        Assert.DoesNotContain("\"errors\"", answer, StringComparison.Ordinal);
        Assert.InRange(gateway.Backends.Values.Sum(backend => backend.Calls.Total), 6, 8);
    }
}
