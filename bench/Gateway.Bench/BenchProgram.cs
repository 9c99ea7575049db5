using Gateway.Bench.Aggregation;
using Gateway.Bench.Composition;
using Gateway.Bench.Engine;
using Gateway.Bench.Federation;
using Gateway.Bench.Federation.Floor;
using Gateway.Bench.Federation.Subgraphs;
using Gateway.Bench.Hostile;
using Gateway.Bench.Language;
using Gateway.Bench.Pressure;
using Gateway.Bench.Processes;
using Gateway.Bench.Protocols;
using Gateway.Bench.Sources;
using Gateway.Bench.Starts;

namespace Gateway.Bench;

/// <summary>Chooses the run; <c>serve-…</c> are the processes that runs start themselves.</summary>
internal static class BenchProgram
{
    private const string Usage =
        "usage: Gateway.Bench aggregation|engine|language|sources|composition|hostile|federation|protocols|start|"
        + "pressure|memory [--runs N] [--requests N] [--minutes N] [--only A,B] [--alone] [--dry]";

    /// <returns>0; 1 when a check failed; 2 for arguments that are not understood.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            return args switch
            {
                ["aggregation", .. var rest] => await AggregationRun.RunAsync(BenchArguments.Read(rest)),
                ["engine", .. var rest] => await EngineRun.RunAsync(BenchArguments.Read(rest)),
                ["language", .. var rest] => await LanguageRun.RunAsync(BenchArguments.Read(rest)),
                ["sources", .. var rest] => await ConnectorRun.RunAsync(BenchArguments.Read(rest)),
                ["composition", .. var rest] => await CompositionRun.RunAsync(BenchArguments.Read(rest)),
                ["hostile", .. var rest] => await HostileRun.RunAsync(BenchArguments.Read(rest)),
                ["federation", .. var rest] => await FederationRun.RunAsync(BenchArguments.Read(rest)),
                ["protocols", .. var rest] => await ProtocolRun.RunAsync(BenchArguments.Read(rest)),
                ["start", .. var rest] => await StartRun.RunAsync(BenchArguments.Read(rest)),
                ["pressure", .. var rest] => await PressureRun.RunAsync(BenchArguments.Read(rest)),
                ["memory", .. var rest] => await MemoryRun.RunAsync(BenchArguments.Read(rest)),
                [ItemsBackend.Command] => await ItemsBackend.ServeAsync(),
                [ItemsFloor.BareCommand or ItemsFloor.UnreadCommand or ItemsFloor.TypicalCommand, var plain, var grpc]
                    => await ItemsFloor.ServeAsync(args[0], plain, grpc),
                [SubgraphProcess.Command, _] => await SubgraphProcess.ServeAsync(),
                [BareProcess.Command, var file] => await BareProcess.ServeAsync(file),
                [TypicalProcess.Command, .. var addresses] => await TypicalProcess.ServeAsync(addresses),
                [BackendsProcess.Command] => await BackendsProcess.ServeAsync(),
                _ => Fail(2, Usage),
            };
        }
        catch (ArgumentException wrong)
        {
            return Fail(2, wrong.Message);
        }
        catch (BenchException failed)
        {
            return Fail(1, failed.Message);
        }
    }

    private static int Fail(int code, string message)
    {
        Console.Error.WriteLine(message);
        return code;
    }
}
