using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Gateway.Common.Configuration.Binding;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Primitives;
using Gateway.Common.Sources;
using Gateway.Testing;
using Microsoft.Extensions.Configuration;

namespace Gateway.Common.Tests.Sources.Grpc;

/// <summary>Calls over TLS of a server that wants a client's certificate, by the settings of a source.</summary>
public sealed class TlsTests : IAsyncLifetime
{
    private static readonly GrpcHarness Trips = TripServer.Trips;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tls");
    private NodeProcess? _server;

    public async ValueTask InitializeAsync()
    {
        using var authority = TestCertificates.Authority("CN=roots");
        using var other = TestCertificates.Authority("CN=others");
        using var server = TestCertificates.Issue(authority, "CN=server");
        using var client = TestCertificates.Issue(authority, "CN=gateway");
        using var stranger = TestCertificates.Issue(other, "CN=gateway");
        Write("roots.pem", authority.ExportCertificatePem());
        Write("others.pem", other.ExportCertificatePem());
        Write("server.pem", server.ExportCertificatePem());
        Write("server.key", TestCertificates.KeyOf(server));
        Write("client.pem", client.ExportCertificatePem());
        Write("client.key", TestCertificates.KeyOf(client));
        Write("stranger.pem", $"{stranger.ExportCertificatePem()}\n{TestCertificates.KeyOf(stranger)}");
        File.WriteAllBytes(PathOf("client.pfx"), client.Export(X509ContentType.Pkcs12, "password"));
        _server = await NodeProcess.StartAsync(
            TripServer.Folder, "@grpc/grpc-js", "server.mjs", PathOf("server.pem"), PathOf("server.key"),
            PathOf("roots.pem"));
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("Authorities=roots.pem ClientCertificate=client.pem ClientKey=client.key", true)]
    [InlineData("Authorities=roots.pem ClientCertificate=client.pfx Password=password", true)]
    [InlineData("Authorities=roots.pem", false)]
    [InlineData("Authorities=roots.pem ClientCertificate=stranger.pem", false)]
    [InlineData("Authorities=others.pem ClientCertificate=client.pem ClientKey=client.key", false)]
    [InlineData("ClientCertificate=client.pem ClientKey=client.key", false)]
    public async Task A_server_is_called_where_each_side_trusts_the_other(string settings, bool isTrusted)
    {
        Assert.SkipUnless(_server!.FirstLine.Length > 0, _server.Reason);
        var port = int.Parse(_server.FirstLine, CultureInfo.InvariantCulture);
        using var transport = new SourceTransport(
            new SourceTransportOptions
            {
                Name = "trips",
                Address = new Uri($"https://127.0.0.1:{port}/"),
                Tls = Read(settings),
            },
            new ResilienceOptions { TryTimeout = TimeSpan.FromMinutes(1), Retry = new RetryOptions { TriesMax = 1 } },
            TimeProvider.System);

        var call = Trips.CallAsync(transport, "{ getLength { count } }", """{"text":"abc"}""");

        if (isTrusted)
        {
            Assert.Equal("""{"count":3}""", await call);
            return;
        }

        Assert.Equal(SourceErrorCodes.Unavailable, (await Assert.ThrowsAsync<SourceException>(() => call)).Code);
    }

    private SourceTlsOptions Read(string settings)
    {
        var problems = new List<SettingProblem>();
        var section = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Split(' ').Select(static setting => setting.Split('='))
                .Select(static pair => KeyValuePair.Create<string, string?>($"trips:Tls:{pair[0]}", pair[1])))
            .Build()
            .GetSection("trips");
        var options = SourceAccessBinding.Tls(new SettingReader(section, problems), new HostFiles(_folder.FullName));
        Assert.Empty(problems);
        return options;
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private void Write(string name, string text) => File.WriteAllText(PathOf(name), text);
}
