using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using Gateway.Common.Language;
using Gateway.Common.Results;
using Gateway.Common.Schema;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Grpc;
using Gateway.Testing;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Shop.Orders.V1;

namespace Gateway.Bench.Sources;

/// <summary>The sample shop's orders as a gRPC answer, beside the class that protoc makes of the contract.</summary>
internal static class GrpcConnector
{
    private const string Selection =
        "{ listOrders { orders { id customerId status lines { productId quantity "
        + "unitPrice { currencyCode units nanos } } placedAt total { currencyCode units nanos } "
        + "payment { ... on Card { brand last4 } ... on GiftCard { code } } attributes { key value } } "
        + "nextPageToken } }";

    private static readonly int[] Sizes = [1, 20, 1_000];

    public static IEnumerable<ConnectorCase> Cases() => Sizes.Select(Case);

    private static ConnectorCase Case(int orders)
    {
        var contract = File.ReadAllBytes(Repository.PathOf("samples/Shop/contracts/orders.proto"));
        var file = new ContractFile("orders.proto", contract, static _ => null);
        var sdl = GrpcImporter.Import(file, ImportOptions.Default).Sdl!;
        var schema = SchemaBuilder.BuildOrThrow(Parser.Parse(sdl), SchemaBuildOptions.SourceSchema);
        var call = new GrpcBinding().Compile(FetchFields.Of(schema, Selection));
        var message = Answer(orders).ToByteArray();
        var bytes = new byte[message.Length + 5];
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(1), message.Length);
        message.CopyTo(bytes, 5);
        var headers = new HttpResponseMessage().Headers;
        var trailers = new HttpResponseMessage().Headers;
        trailers.TryAddWithoutValidation("grpc-status", "0");
        return new ConnectorCase(
            $"gRPC, {orders} orders",
            bytes.Length,
            () => Read(),
            "Google.Protobuf",
            () => ListOrdersResponse.Parser.ParseFrom(message),
            () =>
            {
                if (Read() != CellKind.Object || ListOrdersResponse.Parser.ParseFrom(message).Orders.Count != orders)
                {
                    throw new BenchException("The answer was not read.");
                }
            });

        CellKind Read()
        {
            using var store = new ResultStore();
            var body = ArrayPool<byte>.Shared.Rent(bytes.Length);
            bytes.CopyTo(body, 0);
            using var response = new SourceResponse(200, "application/grpc", headers, trailers, body, bytes.Length);
            return call.Read(store, response).Kind;
        }
    }

    private static ListOrdersResponse Answer(int orders)
    {
        var answer = new ListOrdersResponse { NextPageToken = "next" };
        for (var index = 0; index < orders; index++)
        {
            var order = new Order
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"ord-{index}"),
                CustomerId = "c-1",
                Status = OrderStatus.Paid,
                PlacedAt = new Timestamp { Seconds = 1_767_315_845 + index, Nanos = 500_000_000 },
                Total = new Money { CurrencyCode = "EUR", Units = 12, Nanos = 500_000_000 },
                Card = new Card { Brand = "visa", Last4 = "4242" },
                Attributes = { ["channel"] = "web" },
            };
            for (var line = 0; line < 3; line++)
            {
                order.Lines.Add(new OrderLine
                {
                    ProductId = string.Create(CultureInfo.InvariantCulture, $"product-{line}"),
                    Quantity = line + 1,
                    UnitPrice = new Money { CurrencyCode = "EUR", Units = 3, Nanos = 250_000_000 },
                });
            }

            answer.Orders.Add(order);
        }

        return answer;
    }
}
