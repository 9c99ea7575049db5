using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Grpc.Compiler;
using Gateway.Common.Sources.Grpc.Contracts;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace Gateway.Common.Tests.Sources.Grpc;

/// <summary>Tells its contract by one version of reflection, and answers each call with its request.</summary>
internal sealed class ReflectionServer(WebApplication application) : IAsyncDisposable
{
    public const string Proto = """
        syntax = "proto3";
        package echo.v1;
        import "google/protobuf/any.proto";
        service Echoes { rpc GetEcho(Echo) returns (Echo); }
        message Echo { string text = 1; google.protobuf.Any any = 2; }
        """;

    public Uri Address => new(application.Urls.First());

    /// <param name="version">The only one that it knows: <c>v1</c> or <c>v1alpha</c>.</param>
    /// <param name="certificate">For TLS; null for none.</param>
    /// <param name="clients">Who issues the certificates of its clients; null where they need none.</param>
    public static async Task<ReflectionServer> StartAsync(
        string version, X509Certificate2? certificate = null, X509Certificate2? clients = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            if (certificate is not null)
            {
                listen.UseHttps(certificate, https =>
                {
                    https.ClientCertificateMode = clients is null
                        ? ClientCertificateMode.NoCertificate
                        : ClientCertificateMode.RequireCertificate;
                    https.ClientCertificateValidation = (client, _, _) => client.Issuer == clients?.Subject;
                });
            }
        }));
        var application = builder.Build();
        var files = FilesOf(Proto);
        application.Run(context => context.Request.Path.Value switch
        {
            var path when path == $"/grpc.reflection.{version}.ServerReflection/ServerReflectionInfo" =>
                AnswerAsync(context, request => Reflect(request, files)),
            "/echo.v1.Echoes/GetEcho" => AnswerAsync(context, static request => request),
            _ => RefuseAsync(context),
        });
        await application.StartAsync(TestContext.Current.CancellationToken);
        return new ReflectionServer(application);
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private static List<ByteString> FilesOf(string proto)
    {
        var set = ProtoCompiler.Compile(
            new ContractFile("echo.proto", System.Text.Encoding.UTF8.GetBytes(proto), static _ => null),
            ImportOptions.Default);
        return [.. FileDescriptorSet.Parser.ParseFrom(set.ToArray()).File.Select(static file => file.ToByteString())];
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = "12";
        return Task.CompletedTask;
    }

    private static async Task AnswerAsync(HttpContext context, Func<byte[], byte[]> answer)
    {
        using var received = new MemoryStream();
        await context.Request.Body.CopyToAsync(received, context.RequestAborted);
        context.Response.ContentType = "application/grpc";
        for (ReadOnlyMemory<byte> rest = received.ToArray(); rest.Length > 0;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(rest.Span[1..]);
            var message = answer(rest.Slice(5, length).ToArray());
            var frame = new byte[message.Length + 5];
            BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
            message.CopyTo(frame, 5);
            await context.Response.Body.WriteAsync(frame, context.RequestAborted);
            rest = rest[(5 + length)..];
        }

        context.Response.AppendTrailer("grpc-status", "0");
    }

    /// <summary>The list of services, or all files for a symbol. Source: grpc/reflection/v1/reflection.proto.</summary>
    private static byte[] Reflect(byte[] request, List<ByteString> files)
    {
        using var written = new MemoryStream();
        var output = new CodedOutputStream(written);
        if (ProtoRecord.Parse(request).Has(7))
        {
            byte[] service = [10, (byte)"echo.v1.Echoes".Length, .. "echo.v1.Echoes"u8];
            byte[] list = [10, (byte)service.Length, .. service];
            output.WriteTag(6, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(list));
        }
        else
        {
            using var inner = new MemoryStream();
            var descriptors = new CodedOutputStream(inner);
            foreach (var file in files)
            {
                descriptors.WriteTag(1, WireFormat.WireType.LengthDelimited);
                descriptors.WriteBytes(file);
            }

            descriptors.Flush();
            output.WriteTag(4, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(inner.ToArray()));
        }

        output.Flush();
        return written.ToArray();
    }
}
