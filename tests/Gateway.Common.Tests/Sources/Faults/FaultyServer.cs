using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Gateway.Common.Tests.Sources.Faults;

/// <summary>What a server does with a call.</summary>
internal enum FaultyEnd
{
    /// <summary>Answers to the end.</summary>
    Whole,

    /// <summary>Announces all, sends half, and closes the connection.</summary>
    Half,

    /// <summary>Closes the connection without a byte.</summary>
    Nothing,

    /// <summary>Never answers.</summary>
    Silence,

    /// <summary>Sends half and never the rest.</summary>
    HalfThenSilence,
}

/// <param name="Body">Before compression.</param>
/// <param name="Status">Of HTTP.</param>
/// <param name="ContentType">Null for none.</param>
/// <param name="End">How it ends.</param>
/// <param name="GrpcStatus">The trailer; null for none.</param>
/// <param name="IsGzip">Whether the body is compressed.</param>
internal sealed record FaultyAnswer(
    byte[] Body,
    int Status = 200,
    string? ContentType = "application/json",
    FaultyEnd End = FaultyEnd.Whole,
    string? GrpcStatus = null,
    bool IsGzip = false);

/// <summary>A server of its own on loopback, that answers each path with what the test says.</summary>
internal sealed class FaultyServer : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _givenUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<string, FaultyAnswer> _answer;

    private FaultyServer(WebApplication server, Func<string, FaultyAnswer> answer)
    {
        _server = server;
        _answer = answer;
        _server.Map("/{**path}", AnswerAsync);
    }

    public Uri Address => new(_server.Urls.First());

    /// <summary>Ends when the first call has come whose answer never ends.</summary>
    public Task Asked => _asked.Task;

    /// <summary>Ends when the caller of such a call has closed its connection.</summary>
    public Task GivenUp => _givenUp.Task;

    public static async Task<FaultyServer> StartAsync(
        Func<string, FaultyAnswer> answer, HttpProtocols protocols = HttpProtocols.Http1)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        var server = new FaultyServer(builder.Build(), answer);
        await server._server.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var answer = _answer(context.Request.Path);
        var body = answer.IsGzip ? Compress(answer.Body) : answer.Body;
        if (answer.End is FaultyEnd.Nothing)
        {
            context.Abort();
            return;
        }

        if (answer.End is FaultyEnd.Silence)
        {
            await HoldAsync(context);
            return;
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.Headers.ContentEncoding = answer.IsGzip ? "gzip" : default;
        var sent = answer.End == FaultyEnd.Whole ? body : body[..(body.Length / 2)];
        if (answer.End != FaultyEnd.Whole)
        {
            context.Response.ContentLength = body.Length;
        }

        await context.Response.Body.WriteAsync(sent);
        await context.Response.Body.FlushAsync();
        await EndAsync(context, answer);
    }

    private async Task EndAsync(HttpContext context, FaultyAnswer answer)
    {
        switch (answer.End)
        {
            case FaultyEnd.Half:
                context.Abort();
                break;
            case FaultyEnd.HalfThenSilence:
                await HoldAsync(context);
                break;
            default:
                if (answer.GrpcStatus is { } status)
                {
                    context.Response.AppendTrailer("grpc-status", status);
                }

                break;
        }
    }

    private async Task HoldAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        _asked.TrySetResult();
        await gone.Task;
        _givenUp.TrySetResult();
    }

    private static byte[] Compress(byte[] body)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return buffer.ToArray();
    }
}
