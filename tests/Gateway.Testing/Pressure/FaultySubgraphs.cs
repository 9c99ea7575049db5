using System.Collections.Concurrent;
using System.Text;
using Gateway.Testing.Federation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gateway.Testing.Pressure;

/// <summary>The four subgraphs that share entities, on one real server, with the faults of a plan.</summary>
/// <remarks>Each body is worked out once, then answered from memory.</remarks>
internal sealed class FaultySubgraphs : IAsyncDisposable
{
    private const int AnswersMax = 10_000;

    /// <summary>Nobody is held for longer, whatever the caller does.</summary>
    private static readonly TimeSpan HoldMax = TimeSpan.FromMinutes(1);

    private static readonly byte[] Page = Encoding.UTF8.GetBytes("<!doctype html><title>Not what you want</title>");

    private readonly WebApplication _server;
    private readonly FaultPlan _faults;
    private readonly ConcurrentDictionary<string, byte[]> _answers = new();
    private int _held;

    private FaultySubgraphs(WebApplication server, FaultPlan faults)
    {
        _server = server;
        _faults = faults;
        server.MapPost("/{name}/graphql", AnswerAsync);
    }

    /// <summary>Calls without an answer whose callers have not given up.</summary>
    public int Held => Volatile.Read(ref _held);

    public static async Task<FaultySubgraphs> StartAsync(FaultPlan faults)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var subgraphs = new FaultySubgraphs(builder.Build(), faults);
        await subgraphs._server.StartAsync();
        return subgraphs;
    }

    /// <summary>What a host is told of them: contracts, addresses, and tries.</summary>
    /// <param name="folder">Where the contracts are put.</param>
    /// <remarks>
    /// Calls of two are made once only, so that their faults reach the answers; those of the others are repeated.
    /// </remarks>
    public IEnumerable<(string Key, string Value)> SettingsOf(string folder)
    {
        string[] triedOnce = ["inventory", "reviews"];
        foreach (var name in FederationSchemas.Entities)
        {
            var file = Path.Combine(folder, $"{name}.graphql");
            File.WriteAllText(file, FederationSchemas.Of(name));
            yield return ($"Gateway:Sources:{name}:Kind", "GraphQL");
            yield return ($"Gateway:Sources:{name}:Contract", file);
            yield return ($"Gateway:Sources:{name}:Url", $"{_server.Urls.Single()}/{name}/graphql");
            yield return (
                $"Gateway:Sources:{name}:Resilience:Retry:TriesMax", triedOnce.Contains(name) ? "1" : "2");
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        if (!_answers.TryGetValue(body, out var answer))
        {
            answer = SubgraphExecutor.Execute(Encoding.UTF8.GetBytes(body));
            if (_answers.Count < AnswersMax)
            {
                _answers.TryAdd(body, answer);
            }
        }

        await (_faults.Next() switch
        {
            FaultKind.None => WriteAsync(context, answer, answer.Length),
            FaultKind.ServerError => WriteAsync(context, Page, Page.Length, StatusCodes.Status500InternalServerError),
            FaultKind.NotJson => WriteAsync(context, Page, Page.Length),
            FaultKind.HalfJson => WriteAsync(context, answer.AsMemory(0, answer.Length / 2), answer.Length / 2),
            FaultKind.HalfBody => CutAsync(context, answer),
            FaultKind.Slow => HoldAsync(context),
            _ => Cut(context),
        });
    }

    private static Task WriteAsync(
        HttpContext context, ReadOnlyMemory<byte> body, int length, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = length;
        return context.Response.Body.WriteAsync(body).AsTask();
    }

    private static async Task CutAsync(HttpContext context, byte[] answer)
    {
        await WriteAsync(context, answer.AsMemory(0, answer.Length / 2), answer.Length);
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    private static Task Cut(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private async Task HoldAsync(HttpContext context)
    {
        Interlocked.Increment(ref _held);
        try
        {
            await new TaskCompletionSource().Task.WaitAsync(HoldMax, TimeProvider.System, context.RequestAborted);
        }
        catch (Exception over) when (over is OperationCanceledException or TimeoutException)
        {
            context.Abort();
        }
        finally
        {
            Interlocked.Decrement(ref _held);
        }
    }
}
