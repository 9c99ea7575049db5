using System.Diagnostics;
using System.Globalization;
using Gateway.Testing;

namespace Gateway.Common.Tests.Sources.Soap;

/// <summary>Services that npm's <c>soap</c> serves, in a process of their own on a free port.</summary>
public sealed class NodeServer : IAsyncLifetime
{
    private static readonly TimeSpan StartMax = TimeSpan.FromMinutes(2);

    private Process? _process;

    /// <summary>Where the services are; null with <see cref="Reason"/>.</summary>
    public Uri? Address { get; private set; }

    /// <summary>Why there are none.</summary>
    public string Reason { get; private set; } = "";

    public static string Folder { get; } =
        Path.Combine(SharedFiles.RepositoryRoot, "tests/Gateway.Common.Tests/Sources/Soap/Servers");

    public async ValueTask InitializeAsync()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules/soap")))
        {
            Reason = $"Run `npm ci` in {Path.GetRelativePath(SharedFiles.RepositoryRoot, Folder)} first.";
            return;
        }

        var start = new ProcessStartInfo("node", ["server.mjs", .. Contracts()])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        try
        {
            _process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Reason = "There is no node.";
            return;
        }

        using var limit = new CancellationTokenSource(StartMax);
        var line = await _process.StandardOutput.ReadLineAsync(limit.Token);
        Address = new Uri($"http://127.0.0.1:{int.Parse(line!, CultureInfo.InvariantCulture)}/");
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    /// <summary>The contract of a service; null where it is a third party's and not there.</summary>
    public static string? ContractOf(string service)
    {
        var path = service switch
        {
            "calculator" => Path.Combine(SharedFiles.Root, "contracts/wsdl/phpro-calculator.wsdl"),
            "countries" => Path.Combine(SharedFiles.Root, "contracts/wsdl/CountryInfoService.wsdl"),
            _ => Path.Combine(Folder, service + ".wsdl"),
        };
        return File.Exists(path) ? path : null;
    }

    private static IEnumerable<string> Contracts() => new[] { "calculator", "countries", "bank" }
        .Where(static service => ContractOf(service) is not null)
        .Select(static service => $"{service}={ContractOf(service)}");
}
