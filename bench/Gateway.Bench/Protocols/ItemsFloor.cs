using System.Net.Http.Json;
using System.Text.Json;
using System.Xml.Linq;
using Gateway.Bench.Engine;
using Gateway.Bench.Processes;
using Items.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gateway.Bench.Protocols;

/// <summary>
/// Programs by hand: the bare one scans an answer once and writes what it was given beforehand, a second one does not
/// even look at the answer, the typical one makes objects of it with the usual library of the protocol and serializes
/// these.
/// </summary>
internal static class ItemsFloor
{
    public const string BareCommand = "serve-items-bare";
    public const string UnreadCommand = "serve-items-unread";
    public const string TypicalCommand = "serve-items-typical";

    public static async Task<int> ServeAsync(string command, string plain, string grpc)
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            EnableMultipleHttp2Connections = true,
        });
        var requests = new ItemsRequests(plain, grpc);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        foreach (var protocol in ProtocolRun.Protocols)
        {
            if (command == TypicalCommand)
            {
                MapTypical(app, protocol, http, requests);
            }
            else
            {
                MapBare(
                    app,
                    protocol,
                    new BareFanOut(
                        http,
                        [[await PreparedCall.OfAsync(requests.Of(protocol))]],
                        command == BareCommand ? ScanOf(protocol) : AnswerScan.None),
                    ItemsData.AnswerOf(protocol));
            }
        }

        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        await ChildProcess.ServeUntilParentEndsAsync();
        return 0;
    }

    private static Action<byte[], int> ScanOf(string protocol) => protocol switch
    {
        "REST" => AnswerScan.Json,
        "SOAP" => AnswerScan.Xml,
        _ => AnswerScan.Grpc,
    };

    private static void MapBare(WebApplication app, string protocol, BareFanOut call, byte[] answer) =>
        app.MapPost($"/{protocol}", async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            await call.RunAsync();
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = answer.Length;
            await context.Response.Body.WriteAsync(answer);
        });

    private static void MapTypical(
        WebApplication app, string protocol, HttpMessageInvoker http, ItemsRequests requests) =>
        app.MapPost($"/{protocol}", async (HttpContext context) =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            using var message = requests.Of(protocol);
            using var answer = await http.SendAsync(message, context.RequestAborted);
            var items = await ReadAsync(protocol, answer.Content);
            return Results.Json(ItemsData.ResponseOf(protocol, items), JsonSerializerOptions.Web);
        });

    private static async Task<List<Item>> ReadAsync(string protocol, HttpContent content)
    {
        switch (protocol)
        {
            case "REST":
                return (await content.ReadFromJsonAsync<List<Item>>(JsonSerializerOptions.Web))!;
            case "SOAP":
                var document = await XDocument.LoadAsync(
                    await content.ReadAsStreamAsync(), LoadOptions.None, CancellationToken.None);
                XNamespace items = ItemsData.SoapNamespace;
                return [.. document.Descendants(items + "item").Select(item => new Item(
                    (int)item.Element(items + "id")!,
                    (string)item.Element(items + "name")!,
                    (double)item.Element(items + "price")!,
                    (bool)item.Element(items + "inStock")!,
                    (string)item.Element(items + "note")!))];
            default:
                var bytes = await content.ReadAsByteArrayAsync();
                return [.. GrpcItemsResponse.Parser.ParseFrom(bytes.AsSpan(5)).Items.Select(static item => new Item(
                    item.Id, item.Name, item.Price, item.InStock, item.Note))];
        }
    }
}
