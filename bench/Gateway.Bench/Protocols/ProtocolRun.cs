using System.Text.Json;
using Gateway.Bench.Loads;
using Gateway.Bench.Processes;

namespace Gateway.Bench.Protocols;

/// <summary>The same data behind REST, SOAP and gRPC, as Bff.Web answers it beside three programs by hand.</summary>
internal static class ProtocolRun
{
    public static readonly string[] Protocols = ["REST", "SOAP", "gRPC"];

    private const int Requests = 10_000;

    private const string Listening = "Now listening on:";

    private const string Folder = "bench/Gateway.Bench/Protocols/Contracts";

    public static string FieldOf(string protocol) => protocol switch
    {
        "REST" => "restItems",
        "SOAP" => "getSoapItems",
        _ => "grpcItems",
    };

    public static async Task<int> RunAsync(BenchArguments arguments)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(handler);
        await using var backend = await ChildProcess.StartSelfAsync(ItemsBackend.Command);
        var addresses = backend.Announced.Split(' ');
        await using var contenders = new ContenderSet();
        var gateway = await StartGatewayAsync(addresses[0], addresses[1]);
        contenders.Add(new Contender(LoadRun.Ours, gateway, _ => $"{gateway.Announced}/graphql"));
        contenders.Add(await StartFloorAsync(LoadRun.Bare, ItemsFloor.BareCommand, addresses));
        contenders.Add(await StartFloorAsync("bare, answer unread", ItemsFloor.UnreadCommand, addresses));
        contenders.Add(await StartFloorAsync(LoadRun.Typical, ItemsFloor.TypicalCommand, addresses));

        var run = new LoadRun("protocols", http, countCalls: null, arguments);
        await run.RunAsync([.. Protocols.Where(arguments.Takes).Select(CaseOf)], contenders.All);
        return 0;
    }

    private static LoadCase CaseOf(string protocol)
    {
        const string Item = "{ id name price inStock note }";
        var selection = protocol == "gRPC" ? $"{{ items {Item} }}" : Item;
        var body = JsonSerializer.SerializeToUtf8Bytes(new { query = $"{{ {FieldOf(protocol)} {selection} }}" });
        return new LoadCase(protocol, Requests, body, ItemsData.AnswerOf(protocol));
    }

    private static async Task<Contender> StartFloorAsync(string name, string command, string[] addresses)
    {
        var process = await ChildProcess.StartSelfAsync([command, .. addresses]);
        return new Contender(name, process, protocol => $"{process.Announced}/{protocol}");
    }

    /// <summary>A host without the sample's settings: only the three sources.</summary>
    private static Task<ChildProcess> StartGatewayAsync(string plain, string grpc)
    {
        var root = Directory.CreateTempSubdirectory("bench-").FullName;
        File.Copy(Repository.PathOf("src/Bff.Web/local.graphql"), Path.Combine(root, "local.graphql"));
        string[] settings =
        [
            .. Source("rest", "OpenApi", "items.openapi.yaml", plain),
            .. Source("soap", "Wsdl", "items.wsdl", $"{plain}/soap"),
            .. Source("grpc", "Protobuf", "items.proto", grpc),
        ];
        return ChildProcess.StartAsync(
            [
                Repository.Host, $"--contentRoot={root}",
                "--urls=http://127.0.0.1:0", "--Gateway:Access=Open", .. settings,
            ],
            Listening);

        static string[] Source(string name, string kind, string contract, string url) =>
        [
            $"--Gateway:Sources:{name}:Kind={kind}",
            $"--Gateway:Sources:{name}:Contract={Repository.PathOf($"{Folder}/{contract}")}",
            $"--Gateway:Sources:{name}:Url={url}",
        ];
    }
}
