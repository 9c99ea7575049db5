using System.Globalization;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Items.V1;

namespace Gateway.Bench.Protocols;

/// <summary>The same fifty items as each protocol says them.</summary>
internal static class ItemsData
{
    public const string SoapNamespace = "urn:items";

    private const int Count = 50;

    private static readonly Item[] All =
    [
        .. Enumerable.Range(1, Count).Select(static number => new Item(
            number,
            $"Item number {number}",
            number * 37 % 100 / 4.0,
            number % 3 != 0,
            $"A note of some words on item {number}, as long as notes are")),
    ];

    public static byte[] Json { get; } = JsonSerializer.SerializeToUtf8Bytes(All, JsonSerializerOptions.Web);

    public static byte[] Xml { get; } = Encoding.UTF8.GetBytes(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
        + "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"
        + $"<GetSoapItemsResponse xmlns=\"{SoapNamespace}\">{string.Concat(All.Select(XmlOf))}</GetSoapItemsResponse>"
        + "</soap:Body></soap:Envelope>");

    /// <summary>One message, framed.</summary>
    public static byte[] Grpc { get; } = Frame(new GrpcItemsResponse
    {
        Items =
        {
            All.Select(static item => new GrpcItem
            {
                Id = item.Id,
                Name = item.Name,
                Price = item.Price,
                InStock = item.InStock,
                Note = item.Note,
            }),
        },
    }.ToByteArray());

    /// <summary>The GraphQL response for a protocol.</summary>
    public static byte[] AnswerOf(string protocol) =>
        JsonSerializer.SerializeToUtf8Bytes(ResponseOf(protocol, All), JsonSerializerOptions.Web);

    /// <summary>gRPC's items stand in a message, as its contract says.</summary>
    public static object ResponseOf(string protocol, IReadOnlyList<Item> items) => new
    {
        data = new Dictionary<string, object>
        {
            [ProtocolRun.FieldOf(protocol)] = protocol == "gRPC" ? new { items } : items,
        },
    };

    /// <summary>A message as gRPC sends it. Source: gRPC over HTTP/2, Length-Prefixed-Message.</summary>
    public static byte[] Frame(byte[] bytes)
    {
        var framed = new byte[bytes.Length + 5];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), bytes.Length);
        bytes.CopyTo(framed, 5);
        return framed;
    }

    private static string XmlOf(Item item) => string.Create(
        CultureInfo.InvariantCulture,
        $"<item><id>{item.Id}</id><name>{item.Name}</name><price>{item.Price}</price>"
        + $"<inStock>{(item.InStock ? "true" : "false")}</inStock><note>{item.Note}</note></item>");
}

/// <summary>An item in any protocol.</summary>
internal sealed record Item(int Id, string Name, double Price, bool InStock, string Note);
