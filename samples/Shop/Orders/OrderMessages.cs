using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace Shop.Orders;

/// <summary>The shop's orders as messages of the contract.</summary>
internal static class OrderMessages
{
    private const decimal NanosPerUnit = 1_000_000_000m;

    private static readonly string[] Channels = ["web", "app", "store"];
    private static readonly string[] Brands = ["visa", "mastercard", "amex"];

    public static V1.Order Write(Order order)
    {
        var number = ShopData.NumberOf('o', order.Id);
        var message = new V1.Order
        {
            Id = order.Id,
            CustomerId = order.CustomerId,
            Status = Status(order.Status),
            Lines = { order.Lines.Select(Line) },
            PlacedAt = Timestamp.FromDateTimeOffset(order.PlacedAt),
            Total = Money(order.Total),
            Attributes = { ["channel"] = Channels[number % Channels.Length] },
        };
        if (number % 4 == 0)
        {
            message.Attributes["gift_wrap"] = "true";
        }

        AddPayment(message, number);
        return message;
    }

    /// <summary>Every eighth order has no payment chosen yet.</summary>
    private static void AddPayment(V1.Order message, int number)
    {
        switch (number % 8)
        {
            case 1 or 2 or 3:
                message.Card = new V1.Card
                {
                    Brand = Brands[number % Brands.Length],
                    Last4 = (number * 37 % 10_000).ToString("D4", CultureInfo.InvariantCulture),
                };
                break;
            case 4 or 5 or 6:
                message.Invoice = new V1.InvoicePayment { InvoiceId = ShopData.Invoices[number - 1].Id };
                break;
            case 7:
                message.GiftCard = new V1.GiftCard { Code = $"GIFT-{number:D6}" };
                break;
        }
    }

    private static V1.OrderLine Line(OrderLine line) => new()
    {
        ProductId = line.ProductId,
        Quantity = line.Quantity,
        UnitPrice = Money(line.UnitPrice),
    };

    private static V1.Money Money(Money money)
    {
        var units = decimal.Truncate(money.Amount);
        return new V1.Money
        {
            CurrencyCode = Shop.Money.Currency,
            Units = (long)units,
            Nanos = (int)((money.Amount - units) * NanosPerUnit),
        };
    }

    private static V1.OrderStatus Status(OrderStatus status) => status switch
    {
        OrderStatus.Placed => V1.OrderStatus.Placed,
        OrderStatus.Paid => V1.OrderStatus.Paid,
        OrderStatus.Shipped => V1.OrderStatus.Shipped,
        OrderStatus.Delivered => V1.OrderStatus.Delivered,
        _ => V1.OrderStatus.Cancelled,
    };
}
