using System.Text.Json.Nodes;
using Gateway.Testing;
using Shop;

namespace Bff.EndToEnd.Engine;

/// <summary>One backend of six down, slow past the deadline or answering rubbish: <c>FaultMatrix.txt</c>.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly string Folder = Path.Combine(SharedFiles.RepositoryRoot, "tests/Bff.EndToEnd/Engine");

    private static readonly string HomeScreen = File.ReadAllText(
        Path.Combine(SharedFiles.RepositoryRoot, "src/Bff.Mobile/operations/HomeScreen.graphql"));

    private ShopGateway _gateway = null!;

    public static TheoryData<string, FaultMode, string, string> Matrix
    {
        get
        {
            var rows = new TheoryData<string, FaultMode, string, string>();
            foreach (var line in File.ReadLines(Path.Combine(Folder, "FaultMatrix.txt")))
            {
                if (line.Split('|', StringSplitOptions.TrimEntries) is [var backend, var fault, var code, var nulls]
                    && !line.StartsWith('#'))
                {
                    rows.Add(backend, Enum.Parse<FaultMode>(fault), code, nulls);
                }
            }

            return rows;
        }
    }

    public async ValueTask InitializeAsync() =>
        _gateway = await ShopGateway.StartAsync("Bff.Mobile", new ShopSetup { Resilience = ShopSetup.OneTry });

    public async ValueTask DisposeAsync() => await _gateway.DisposeAsync();

    [Theory, MemberData(nameof(Matrix))]
    public async Task What_needs_the_backend_is_null_with_an_error_and_the_rest_is_there(
        string backend, FaultMode fault, string code, string nulls)
    {
        var healthy = JsonNode.Parse(await _gateway.RunAsync(HomeScreen))!;
        AssertHealthy(healthy);
        var errors = nulls.Split(' ').SelectMany(path => NullPaths.Apply(healthy["data"]!, path)).ToList();
        _gateway.Reset();
        var broken = _gateway.Backends[backend];
        broken.Fault.Mode = fault;

        var answer = JsonNode.Parse(await _gateway.RunAsync(
            HomeScreen, deadline: fault == FaultMode.Slow ? Patience : null))!;

        Assert.Equal(
            errors.Select(path => $"{path} {code}").Order(),
            answer["errors"]!.AsArray().Select(Describe).Order());
        Assert.Equal(healthy["data"]!.ToJsonString(), answer["data"]!.ToJsonString());
        Assert.InRange(broken.Calls.Total, 1, 1);
        await broken.Fault.WhenIdleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, broken.Fault.HeldCount);
    }

    [Theory]
    [InlineData(FaultMode.Down, "SOURCE_UNAVAILABLE")]
    [InlineData(FaultMode.Slow, "SOURCE_TIMEOUT")]
    [InlineData(FaultMode.Rubbish, "SOURCE_INVALID_RESPONSE")]
    public async Task A_required_part_that_fails_takes_the_whole_answer(FaultMode fault, string code)
    {
        _gateway.Backends["reviews"].Fault.Mode = fault;

        var answer = JsonNode.Parse(await _gateway.RunAsync(
            "{ me { firstName } newest: recentReviews(first: 1) { id } }", deadline: Patience))!;

        Assert.Null(answer["data"]);
        Assert.Equal([$"[\"newest\"] {code}"], answer["errors"]!.AsArray().Select(Describe));
        await _gateway.Backends["reviews"].Fault.WhenIdleAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_request_that_is_given_up_leaves_no_call_running()
    {
        var orders = _gateway.Backends["orders"].Fault;
        orders.Mode = FaultMode.Slow;
        using var gaveUp = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var request = ShopGateway.Request("{ me { orders { items { id } } } }", "c1", "");
        var running = _gateway.Pipeline.RunAsync(request, gaveUp.Token).AsTask();
        await orders.WhenHeldAsync(TestContext.Current.CancellationToken);

        await gaveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await orders.WhenIdleAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_backend_that_comes_back_is_used_again()
    {
        _gateway.Backends["billing"].Fault.Mode = FaultMode.Down;
        Assert.Contains("SOURCE_UNAVAILABLE", await _gateway.RunAsync("{ me { invoices { total } } }"));
        _gateway.Backends["billing"].Fault.Mode = FaultMode.None;

        var answer = await _gateway.RunAsync("{ me { invoices { total } } }");

        Assert.Equal("""{"data":{"me":{"invoices":{"total":25}}}}""", answer);
    }

    /// <summary>The values that the cases are compared with are those of the shop.</summary>
    private static void AssertHealthy(JsonNode answer)
    {
        Assert.Null(answer["errors"]);
        var me = answer["data"]!["me"]!;
        Assert.Equal("Alice", (string?)me["firstName"]);
        var items = me["orders"]!["items"]!.AsArray();
        Assert.Equal(
            ShopData.OrdersOf("c1").Take(20).Select(static order => order.Id),
            items.Select(static item => (string)item!["id"]!));
        var line = ShopData.OrdersOf("c1").First().Lines[0];
        var product = items[0]!["lines"]![0]!["product"]!;
        Assert.Equal(line.ProductId, (string?)product["id"]);
        Assert.Equal(ShopData.Product(line.ProductId)!.Name, (string?)product["name"]);
        Assert.NotNull(product["stock"]!["available"]);
        Assert.NotEmpty(product["reviews"]!.AsArray());
        Assert.Equal(5, (int)me["invoices"]!["total"]!);
    }

    private static string Describe(JsonNode? error) =>
        $"{error!["path"]?.ToJsonString()} {error["extensions"]!["code"]}";
}
