using System.Net;
using System.Net.Sockets;
using Shop.Orchestration;

namespace Bff.EndToEnd.Samples;

/// <summary>The start command: its arguments, a taken port, and a host that dies.</summary>
public sealed class OrchestratorTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public void Without_arguments_the_defaults_hold() =>
        Assert.Equal((new ShopOptions(), null), ShopArguments.Parse([]));

    [Theory]
    [InlineData("40ms", 40)]
    [InlineData("1.5s", 1500)]
    [InlineData("0ms", 0)]
    public void All_arguments_are_read(string latency, int milliseconds)
    {
        var expected = new ShopOptions
        {
            PortBase = 6200,
            Latency = TimeSpan.FromMilliseconds(milliseconds),
            IsSmoke = true,
            IsVerbose = true,
        };
        string[] args = ["--port-base", "6200", "--latency", latency, "--smoke", "--verbose"];
        Assert.Equal((expected, null), ShopArguments.Parse(args));
    }

    [Theory]
    [InlineData("--port-base takes", "--port-base")]
    [InlineData("--port-base takes", "--port-base", "80")]
    [InlineData("--port-base takes", "--port-base", "65530")]
    [InlineData("--port-base takes", "--port-base", "-6200")]
    [InlineData("--latency takes", "--latency", "40")]
    [InlineData("--latency takes", "--latency", "-40ms")]
    [InlineData("--latency takes", "--latency", "61s")]
    [InlineData("--latency takes", "--latency", "ms")]
    [InlineData("'--ports' is not an option", "--ports")]
    public void A_wrong_argument_is_named(string problem, params string[] args)
    {
        var (options, actual) = ShopArguments.Parse(args);
        Assert.Null(options);
        Assert.StartsWith(problem, actual);
    }

    [Fact]
    public void Asking_for_help_is_no_problem() => Assert.Equal((null, null), ShopArguments.Parse(["--smoke", "--help"]));

    [Fact]
    public async Task A_port_in_use_is_named_and_nothing_starts()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var (exitCode, output, error) = await RunAsync(port - 12);
        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains($"Port {port}, which orders needs, is in use.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_dies_early_is_reported_and_everything_stops()
    {
        int portBase = FindFreeBase();
        var (exitCode, output, error) = await RunAsync(portBase);
        Assert.Equal(1, exitCode);
        Assert.Contains("Starting the hosts", output, StringComparison.Ordinal);
        Assert.Contains("absent ended with exit code", error, StringComparison.Ordinal);
        Assert.Contains("nowhere.dll", error, StringComparison.Ordinal);
        Assert.Empty(PortCheck.FindTaken(new ShopPorts(portBase)));
    }

    [Fact]
    public void A_request_is_printed_with_its_long_value_as_a_variable()
    {
        var ports = new ShopPorts(5200);
        Assert.Equal(
            """
            TOKEN=$(curl -s -d username=alice http://127.0.0.1:5216/dev/token | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
                curl -s -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" -d '{"a":1}' http://127.0.0.1:5201/graphql
            """.ReplaceLineEndings("\n"),
            (DemoRequests.MobileHomeScreen(ports, "eyJ.x.y", []) with { Body = """{"a":1}""" }).ToCurl());
    }

    [Theory]
    [InlineData(200, """{ "id": "i1", "number": "000001" }""", true)]
    [InlineData(200, """{ "id": "i1" }""", false)]
    [InlineData(500, """{ "id": "i1", "number": "000001" }""", false)]
    [InlineData(200, """{ "id": "i1", "number": "000001", "errors": [] }""", false)]
    public void An_answer_is_right_by_status_and_content(int status, string body, bool expected)
    {
        var request = DemoRequests.PartnerInvoice(new ShopPorts(5200), "key");
        Assert.Equal(expected, new DemoAnswer(request, status, body).IsRight);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(int portBase)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var options = new ShopOptions { PortBase = portBase };
        var absent = new HostLaunch(
            "absent", "/nowhere.dll", AppContext.BaseDirectory, new Uri("http://127.0.0.1:1"), [], []);
        int exitCode = await new Orchestrator(options, output, error, TimeProvider.System)
            .RunAsync([absent], PartnerKey.Create(), Cancel);
        return (exitCode, output.ToString(), error.ToString());
    }

    private static int FindFreeBase() => Enumerable.Range(0, 100)
        .Select(turn => 21_000 + turn * 20)
        .First(portBase => PortCheck.FindTaken(new ShopPorts(portBase)).Count == 0);
}
