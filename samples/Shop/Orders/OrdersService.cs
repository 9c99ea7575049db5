using System.Collections.Concurrent;
using Shop.Grpc;

namespace Shop.Orders;

/// <summary>
/// The methods of <c>shop.orders.v1.OrdersService</c> over <see cref="ShopData"/> and what was cancelled since.
/// </summary>
internal sealed class OrdersService
{
    private const int BatchMax = 500;
    private const int PageSizeDefault = 20;
    private const int PageSizeMax = 100;
    private const int ReasonLengthMax = 200;

    /// <summary>Reason by order id; bounded by the number of orders.</summary>
    private readonly ConcurrentDictionary<string, string> _cancelled = new(StringComparer.Ordinal);

    public V1.Order GetOrder(V1.GetOrderRequest request) => Present(Find(request.Id));

    public V1.BatchGetOrdersResponse BatchGetOrders(V1.BatchGetOrdersRequest request)
    {
        if (request.Ids.Count > BatchMax)
        {
            throw GrpcException.InvalidArgument("ids", $"at most {BatchMax}");
        }

        // Reversed on purpose: a caller that matches by position shall notice.
        var found = request.Ids.Distinct().Reverse().Select(ShopData.Order).OfType<Order>();
        return new V1.BatchGetOrdersResponse { Orders = { found.Select(Present) } };
    }

    public V1.ListOrdersResponse ListOrders(V1.ListOrdersRequest request)
    {
        if (request.CustomerId.Length == 0)
        {
            throw GrpcException.InvalidArgument("customer_id", "must not be empty");
        }

        if (request.PageSize < 0)
        {
            throw GrpcException.InvalidArgument("page_size", "must not be negative");
        }

        if (request.HasStatus && !Enum.IsDefined(request.Status))
        {
            throw GrpcException.InvalidArgument("status", "is not an OrderStatus");
        }

        var size = request.PageSize == 0 ? PageSizeDefault : Math.Min(request.PageSize, PageSizeMax);
        var start = PageToken.Read(request.PageToken);
        var page = ShopData.OrdersOf(request.CustomerId)
            .Select(Present)
            .Where(order => request.Status is V1.OrderStatus.Unspecified || order.Status == request.Status)
            .Skip(start)
            .Take(size + 1)
            .ToList();
        return new V1.ListOrdersResponse
        {
            Orders = { page.Take(size) },
            NextPageToken = page.Count > size ? PageToken.Write(start + size) : "",
        };
    }

    public V1.Order CancelOrder(V1.CancelOrderRequest request)
    {
        if (request.Reason.Length > ReasonLengthMax)
        {
            throw GrpcException.InvalidArgument("reason", $"at most {ReasonLengthMax} characters");
        }

        var order = Find(request.Id);
        if (order.Status is not (OrderStatus.Placed or OrderStatus.Paid)
            || !_cancelled.TryAdd(order.Id, request.Reason))
        {
            throw new GrpcException(
                GrpcStatus.FailedPrecondition, $"Order {order.Id} is {Present(order).Status} and stays so.");
        }

        return Present(order);
    }

    public void Reset() => _cancelled.Clear();

    private static Order Find(string id) =>
        id.Length == 0 ? throw GrpcException.InvalidArgument("id", "must not be empty")
        : ShopData.Order(id) ?? throw GrpcException.NotFound($"There is no order '{id}'.");

    private V1.Order Present(Order order)
    {
        var message = OrderMessages.Write(order);
        if (_cancelled.TryGetValue(order.Id, out var reason))
        {
            message.Status = V1.OrderStatus.Cancelled;
            message.Attributes["cancel_reason"] = reason;
        }

        return message;
    }
}
