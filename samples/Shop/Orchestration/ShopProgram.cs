using System.Runtime.InteropServices;

namespace Shop.Orchestration;

/// <summary>The program around <see cref="Orchestrator"/>: arguments, the console, and signals.</summary>
internal static class ShopProgram
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var (options, problem) = ShopArguments.Parse(args);
        if (options is null)
        {
            var isHelp = problem is null;
            await (isHelp ? Console.Out : Console.Error).WriteLineAsync(
                isHelp ? ShopArguments.Usage : $"{problem}\n\n{ShopArguments.Usage}");
            return isHelp ? 0 : 1;
        }

        using var stop = new CancellationTokenSource();
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        return await new Orchestrator(options, Console.Out, Console.Error, TimeProvider.System).RunAsync(stop.Token);
    }
}
