using System.Globalization;
using Gateway.Testing;

namespace Gateway.Common.Tests.Sources.Soap;

/// <summary>Services that npm's <c>soap</c> serves, in a process of their own on a free port.</summary>
public sealed class NodeServer : IAsyncLifetime
{
    private const string ServersFolder = "tests/Gateway.Common.Tests/Sources/Soap/Servers";

    private NodeProcess? _process;

    /// <summary>Where the services are; null with <see cref="Reason"/>.</summary>
    public Uri? Address { get; private set; }

    /// <summary>Why there are none.</summary>
    public string Reason => _process?.Reason ?? "";

    public static string Folder { get; } = Path.Combine(SharedFiles.RepositoryRoot, ServersFolder);

    public async ValueTask InitializeAsync()
    {
        _process = await NodeProcess.StartAsync(ServersFolder, "soap", ["server.mjs", .. Contracts()]);
        if (_process.FirstLine.Length > 0)
        {
            Address = new Uri($"http://127.0.0.1:{int.Parse(_process.FirstLine, CultureInfo.InvariantCulture)}/");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            await process.DisposeAsync();
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
