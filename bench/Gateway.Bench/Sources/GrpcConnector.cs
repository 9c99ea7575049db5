using System.Globalization;
using Gateway.Bench.Protocols;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Grpc;
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
        var message = Answer(orders).ToByteArray();
        var made = ConnectorCase.Of(
            $"gRPC, {orders} orders",
            GrpcImporter.Import(ConnectorCase.Contract("orders.proto"), ImportOptions.Default),
            new GrpcBinding(),
            Selection,
            new ConnectorAnswer("application/grpc", ItemsData.Frame(message), "\ngrpc-status:0"u8.ToArray()),
            ("Google.Protobuf", () => ListOrdersResponse.Parser.ParseFrom(message)));
        return made with
        {
            Check = () =>
            {
                made.Check();
                if (ListOrdersResponse.Parser.ParseFrom(message).Orders.Count != orders)
                {
                    throw new BenchException("The peer did not read the answer.");
                }
            },
        };
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
