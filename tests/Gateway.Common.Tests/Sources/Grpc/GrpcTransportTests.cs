using System.Net;
using Gateway.Common.Language;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Results;
using Gateway.Common.Schema;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Grpc;
using Gateway.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Gateway.Common.Tests.Sources.Grpc;

/// <summary>A call over real HTTP/2 without TLS, status in the trailers.</summary>
public sealed class GrpcTransportTests
{
    [Fact]
    public async Task A_call_goes_over_HTTP_2_with_its_deadline_and_reads_trailers()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var server = await StartAsync();
        var options = new SourceTransportOptions { Name = "meanings", Address = new Uri(server.Urls.First()) };
        using var transport = new SourceTransport(options, new ResilienceOptions(), TimeProvider.System);
        var path = Path.Combine(
            SharedFiles.RepositoryRoot, "tests/Gateway.Common.Tests/Sources/Grpc/Cases/meanings.graphql");
        var schema = SchemaBuilder.BuildOrThrow(Parser.Parse(await File.ReadAllTextAsync(path, cancel)));
        var field = FetchFields.Of(schema, "{ getAll { maybe } }");
        var call = new GrpcBinding().Compile(field);
        using var request = new SourceRequest();
        call.Prepare(new CallArguments([], new int[field.Field.Arguments.Count]), request);
        using var store = new ResultStore();

        var outcome = await transport.SendAsync(request, GrpcHarness.Context(store), cancel);

        Assert.True(outcome.IsSuccess, outcome.Failure?.Detail);
        using var response = outcome.Value;
        var answer = FetchFields.Print(store, call.Read(store, response), field);
        Assert.Equal("""{"maybe":"HTTP/2 trailers application/grpc m"}""", answer);
    }

    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var server = builder.Build();
        server.MapPost("/meanings.v1.Meanings/GetAll", static async context =>
        {
            var headers = context.Request.Headers;
            var timeout = headers["grpc-timeout"].ToString();
            var text = $"{context.Request.Protocol} {headers.TE} {context.Request.ContentType} {timeout[^1..]}";
            context.Response.ContentType = "application/grpc";
            byte[] message = [0x72, (byte)text.Length, .. System.Text.Encoding.ASCII.GetBytes(text)];
            await context.Response.Body.WriteAsync((byte[])[0, 0, 0, 0, (byte)message.Length, .. message]);
            context.Response.AppendTrailer("grpc-status", "0");
        });
        await server.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }
}
