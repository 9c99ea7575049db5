using Gateway.Common.Composition;
using Gateway.Common.Hosting;
using Gateway.Common.Hosting.Commands;
using Gateway.Common.Hosting.Snapshots;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Grpc;
using Gateway.Common.Tests.Sources.Grpc;
using Gateway.Common.Tests.Transport;
using Gateway.Testing;

namespace Gateway.Common.Tests.Hosting;

/// <summary>Sources whose server tells their contract when the host starts.</summary>
public sealed class ReflectedHostTests
{
    [Theory]
    [InlineData("v1")]
    [InlineData("v1alpha")]
    public async Task A_host_asks_the_server_for_its_contract_and_calls_it(string version)
    {
        await using var server = await ReflectionServer.StartAsync(version);
        await using var host = await StartAsync(server.Address);

        const string body = """{"query":"query ($any: JSON) { getEcho(text: \"a\", any: $any) { text any } }","variables":{"any":{"@type":"t/echo.v1.Echo","text":"b"}}}""";
        using var answer = await host.PostAsync(body);

        Assert.Equal(
            """{"data":{"getEcho":{"text":"a","any":{"@type":"t/echo.v1.Echo","text":"b"}}}}""",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_server_behind_TLS_is_asked_where_its_authority_is_trusted()
    {
        using var authority = TestCertificates.Authority("CN=roots");
        using var other = TestCertificates.Authority("CN=others");
        using var certificate = TestCertificates.Issue(authority, "CN=server");
        await using var server = await ReflectionServer.StartAsync("v1", certificate);
        var options = new SourceTransportOptions { Name = "echo", Address = server.Address };
        Assert.Equal("https", server.Address.Scheme);

        var set = await FetchAsync(options with { Tls = new SourceTlsOptions { Authorities = [authority] } });

        var imported = GrpcImporter.Import(new ContractFile("echo", set, static _ => null), ImportOptions.Default);
        Assert.Contains("method: \"GetEcho\"", imported.Sdl, StringComparison.Ordinal);
        await Assert.ThrowsAsync<GrpcImportException>(() =>
            FetchAsync(options with { Tls = new SourceTlsOptions { Authorities = [other] } }));
        await Assert.ThrowsAsync<GrpcImportException>(() => FetchAsync(options));
    }

    [Theory]
    [InlineData("roots.pem", 0, "")]
    [InlineData("others.pem", 1, "PROTO_REFLECTION_FAILED")]
    [InlineData("absent.pem", 1, "CERTIFICATE_UNREADABLE")]
    [InlineData(null, 1, "PROTO_REFLECTION_FAILED")]
    public async Task The_command_trusts_the_authority_that_it_is_given(string? authorities, int exit, string code)
    {
        using var authority = TestCertificates.Authority("CN=roots");
        using var other = TestCertificates.Authority("CN=others");
        using var certificate = TestCertificates.Issue(authority, "CN=server");
        await using var server = await ReflectionServer.StartAsync("v1", certificate);
        var folder = Directory.CreateTempSubdirectory();
        foreach (var (name, root) in new[] { ("roots.pem", authority), ("others.pem", other) })
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, name),
                root.ExportCertificatePem(),
                TestContext.Current.CancellationToken);
        }

        using var output = new StringWriter();
        using var errors = new StringWriter();
        string[] trust = authorities is null ? [] : ["--authorities", Path.Combine(folder.FullName, authorities)];

        var found = await SchemaReflectCommand.RunAsync(
            CommandArguments.Parse([$"grpcs://{server.Address.Authority}", .. trust]),
            new CommandOutput(output, errors, asJson: false),
            TestContext.Current.CancellationToken);

        folder.Delete(recursive: true);
        Assert.True(exit == found, errors.ToString());
        Assert.Equal(exit == 0, output.ToString().Contains("method: \"GetEcho\"", StringComparison.Ordinal));
        Assert.Contains(code, errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("client.pem", "client.key", 0, "")]
    [InlineData("whole.pem", null, 0, "")]
    [InlineData("stranger.pem", null, 1, "PROTO_REFLECTION_FAILED")]
    [InlineData(null, null, 1, "PROTO_REFLECTION_FAILED")]
    [InlineData("client.pem", null, 1, "CERTIFICATE_UNREADABLE")]
    [InlineData("client.pem", "absent.key", 1, "CERTIFICATE_UNREADABLE")]
    public async Task The_command_shows_the_certificate_that_it_is_given(
        string? certificate, string? key, int exit, string code)
    {
        using var authority = TestCertificates.Authority("CN=roots");
        using var other = TestCertificates.Authority("CN=others");
        using var server = TestCertificates.Issue(authority, "CN=server");
        using var client = TestCertificates.Issue(authority, "CN=team");
        using var stranger = TestCertificates.Issue(other, "CN=team");
        await using var reflection = await ReflectionServer.StartAsync("v1", server, authority);
        var folder = Directory.CreateTempSubdirectory();
        foreach (var (name, text) in new[]
        {
            ("roots.pem", authority.ExportCertificatePem()),
            ("client.pem", client.ExportCertificatePem()),
            ("client.key", TestCertificates.KeyOf(client)),
            ("whole.pem", $"{client.ExportCertificatePem()}\n{TestCertificates.KeyOf(client)}"),
            ("stranger.pem", $"{stranger.ExportCertificatePem()}\n{TestCertificates.KeyOf(stranger)}"),
        })
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, name), text, TestContext.Current.CancellationToken);
        }

        using var output = new StringWriter();
        using var errors = new StringWriter();
        List<string> words =
            [$"grpcs://{reflection.Address.Authority}", "--authorities", Path.Combine(folder.FullName, "roots.pem")];
        words.AddRange(certificate is null ? [] : ["--client-certificate", Path.Combine(folder.FullName, certificate)]);
        words.AddRange(key is null ? [] : ["--client-key", Path.Combine(folder.FullName, key)]);

        var found = await SchemaReflectCommand.RunAsync(
            CommandArguments.Parse([.. words]),
            new CommandOutput(output, errors, asJson: false),
            TestContext.Current.CancellationToken);

        folder.Delete(recursive: true);
        Assert.True(exit == found, errors.ToString());
        Assert.Equal(exit == 0, output.ToString().Contains("method: \"GetEcho\"", StringComparison.Ordinal));
        Assert.Contains(code, errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_stops_the_start_with_the_settings_path_and_a_fix()
    {
        var refused = await Assert.ThrowsAsync<GatewayStartException>(
            () => StartAsync(new Uri("http://127.0.0.1:1/")));

        var reason = Assert.Single(refused.Reasons);
        Assert.Contains("PROTO_REFLECTION_FAILED", reason, StringComparison.Ordinal);
        Assert.Contains("Gateway:Sources:a:Contract", reason, StringComparison.Ordinal);
        Assert.Contains("schema import grpc://127.0.0.1:1 --descriptors FILE", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_of_another_kind_has_no_reflection()
    {
        var refused = await Assert.ThrowsAsync<GatewayStartException>(() => OpenHost.StartOverAsync(
            "", ("Sources:a:Kind", "OpenApi"), ("Sources:a:Contract", "reflection")));

        Assert.StartsWith("Gateway:Sources:a:Contract: ", Assert.Single(refused.Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_being_asked_a_server_has_no_contract()
    {
        var (supergraph, diagnostics) = SupergraphBuilder.Build(new SnapshotSettings
        {
            Sources =
            [
                new SourceSettings { Name = "a", Kind = SourceKind.Grpc, IsReflected = true },
            ],
        });

        Assert.Null(supergraph);
        Assert.Contains(diagnostics, static found => found.Code == ReflectedSources.ReflectionNotAsked);
    }

    private static Task<OpenHost> StartAsync(Uri address) => OpenHost.StartOverAsync(
        "",
        ("Sources:a:Kind", "Protobuf"), ("Sources:a:Contract", "reflection"), ("Sources:a:Url", address.ToString()));

    private static Task<byte[]> FetchAsync(SourceTransportOptions options) => ReflectedSources.FetchAsync(
        options, TimeProvider.System, TestContext.Current.CancellationToken);
}
