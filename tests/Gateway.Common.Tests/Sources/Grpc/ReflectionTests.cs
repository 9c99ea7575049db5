using Gateway.Common.Hosting.Commands;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Grpc;

namespace Gateway.Common.Tests.Sources.Grpc;

/// <summary>Contracts asked of servers that others wrote.</summary>
public sealed class ReflectionTests(TripServer server) : IClassFixture<TripServer>
{
    [Fact]
    public async Task A_server_that_is_asked_gives_what_its_file_says()
    {
        using var transport = server.Connect();

        var set = await ReflectedContract.FetchAsync(
            transport, ImportOptions.Default, Soon(), TestContext.Current.CancellationToken);

        var result = GrpcImporter.Import(new ContractFile("server", set, _ => null), ImportOptions.Default);
        var asked = result.Sdl ?? string.Join('\n', result.Diagnostics);
        foreach (var method in new[] { "method: \"Watch\"", "method: \"GetAll\"", "method: \"RemoveAll\"" })
        {
            Assert.Contains(method, asked, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("ServerReflection", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_prints_the_schema_and_keeps_the_descriptors()
    {
        var file = Path.GetTempFileName();
        try
        {
            var target = $"grpc://{server.Address.Authority}";
            using var output = new StringWriter();
            using var errors = new StringWriter();
            var words = CommandArguments.Parse([target, "--descriptors", file]);

            var exit = await SchemaReflectCommand.RunAsync(
                words, new CommandOutput(output, errors, asJson: false), TestContext.Current.CancellationToken);

            Assert.True(exit == 0, errors.ToString());
            Assert.Contains("getMetadata", output.ToString(), StringComparison.Ordinal);
            var set = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            var kept = GrpcImporter.Import(new ContractFile("kept.pb", set, _ => null), ImportOptions.Default);
            Assert.NotNull(kept.Sdl);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("grpc://127.0.0.1:1")]
    [InlineData("grpc://user@127.0.0.1:1")]
    [InlineData("grpc://127.0.0.1:1/path")]
    public async Task A_server_that_is_not_there_or_no_server_is_a_diagnostic(string target)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();

        var exit = await SchemaReflectCommand.RunAsync(
            CommandArguments.Parse([target]),
            new CommandOutput(output, errors, asJson: false),
            TestContext.Current.CancellationToken);

        Assert.Equal(1, exit);
        Assert.Equal("", output.ToString());
        Assert.Matches("PROTO_REFLECTION_FAILED|ARGUMENT_MISSING", errors.ToString());
    }

    [Fact]
    public async Task A_server_without_reflection_is_said_to_have_none()
    {
        await using var bare = await RawGrpcServer.StartAsync(static _ => { }, []);
        using var transport = bare.Connect();

        var error = await Assert.ThrowsAsync<GrpcImportException>(() => ReflectedContract.FetchAsync(
            transport, ImportOptions.Default, Soon(), TestContext.Current.CancellationToken));

        Assert.Contains("no reflection", error.Message, StringComparison.Ordinal);
    }

    private static CallDeadline Soon() => CallDeadline.After(TimeProvider.System, TimeSpan.FromMinutes(1));
}
