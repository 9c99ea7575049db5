using System.Buffers;
using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using Gateway.Bench.Processes;
using Gateway.Testing.Federation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gateway.Bench.Federation.Subgraphs;

/// <summary>One subgraph in a process of its own: each body is answered once, then from memory.</summary>
/// <remarks><c>GET /bodies</c> tells what was asked since it was last called, the first few bodies at most.</remarks>
internal static class SubgraphProcess
{
    public const string Command = "serve-subgraph";

    private static readonly Lazy<string> Folder = new(
        static () => Directory.CreateTempSubdirectory("bench-").FullName);

    private const int AnswersMax = 10_000;

    private const int BodiesMax = 64;

    /// <summary>Bodies up to this length are looked up; larger ones are made anew.</summary>
    private const int BodyBytesMax = 1024 * 1024;

    /// <summary>The file of a subgraph's schema.</summary>
    public static string SchemaOf(string name)
    {
        var file = Path.Combine(Folder.Value, $"{name}.graphql");
        File.WriteAllText(file, FederationSchemas.Of(name));
        return file;
    }

    public static async Task<SubgraphSet> StartAllAsync()
    {
        var processes = new Dictionary<string, ChildProcess>();
        foreach (var name in FederationSchemas.Entities)
        {
            processes[name] = await ChildProcess.StartSelfAsync(Command, name);
        }

        // The wide ones are served by the others' processes.
        foreach (var (index, name) in WideData.Names.Index())
        {
            processes[name] = processes[FederationSchemas.Entities[index % FederationSchemas.Entities.Count]];
        }

        return new SubgraphSet(processes);
    }

    public static async Task<int> ServeAsync()
    {
        var answers = new ConcurrentDictionary<string, byte[]>();
        var asked = new ConcurrentQueue<Asked>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapGet("/bodies", () =>
        {
            Asked[] taken = [.. asked];
            asked.Clear();
            return taken;
        });
        app.MapPost("/{name}/graphql", (HttpContext context, string name) =>
            AnswerAsync(context, name, answers, asked));
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        await ChildProcess.ServeUntilParentEndsAsync();
        return 0;
    }

    private static async Task AnswerAsync(
        HttpContext context,
        string name,
        ConcurrentDictionary<string, byte[]> answers,
        ConcurrentQueue<Asked> asked)
    {
        var body = ArrayPool<byte>.Shared.Rent(BodyBytesMax);
        try
        {
            var length = await ReadAsync(context.Request.Body, body);
            var key = Encoding.Latin1.GetString(body.AsSpan(0, length));
            if (asked.Count < BodiesMax)
            {
                asked.Enqueue(new Asked(name, key));
            }

            if (!answers.TryGetValue(key, out var answer))
            {
                answer = SubgraphExecutor.Execute(body.AsSpan(0, length));
                if (answers.Count < AnswersMax)
                {
                    answers.TryAdd(key, answer);
                }
            }

            context.Response.ContentType = "application/json";
            context.Response.ContentLength = answer.Length;
            await context.Response.Body.WriteAsync(answer);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    private static async ValueTask<int> ReadAsync(Stream stream, byte[] body)
    {
        var length = 0;
        for (int read; (read = await stream.ReadAsync(body.AsMemory(length))) > 0;)
        {
            length += read;
        }

        return length;
    }
}

/// <summary>What a subgraph was asked.</summary>
internal sealed record Asked(string Name, string Body);

/// <summary>The running subgraphs by name.</summary>
internal sealed class SubgraphSet(IReadOnlyDictionary<string, ChildProcess> processes) : IAsyncDisposable
{
    /// <summary>The address that takes operations.</summary>
    public string UrlOf(string name) => $"{processes[name].Announced}/{name}/graphql";

    /// <summary>Bodies since last asked, by subgraph, in the order in which they came.</summary>
    public async Task<Dictionary<string, string[]>> TakeBodiesAsync(HttpClient http)
    {
        var asked = new List<Asked>();
        foreach (var process in processes.Values.Distinct())
        {
            asked.AddRange(await http.GetFromJsonAsync<Asked[]>($"{process.Announced}/bodies") ?? []);
        }

        return processes.Keys.ToDictionary(
            static name => name,
            name => asked.Where(one => one.Name == name).Select(static one => one.Body).ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes.Values.Distinct())
        {
            await process.DisposeAsync();
        }
    }
}
