using System.Text.Json;
using Shop.Inventory.V1;

namespace Gateway.Bench.Aggregation;

/// <summary>
/// HomeScreen without a gateway, in three ways from the plainest to the best that a team would write.
/// </summary>
internal sealed class HandWrittenClient(BackendClient backends)
{
    /// <summary>Call after call; a product, its stock and its reviews with a call each, each product once.</summary>
    public async Task<HomeScreenData> OneByOneAsync()
    {
        var data = await StartAsync();
        foreach (var id in HomeScreenData.ProductsOf(data.Orders))
        {
            data.Products[id] = await backends.ProductAsync(id);
            data.Stock[id] = (await backends.StockAsync(id)).Available;
            Add(data.Reviews, await backends.ReviewsAsync([id]));
        }

        return data;
    }

    /// <summary>Call after call, with the backends' batch calls.</summary>
    public async Task<HomeScreenData> BatchedAsync()
    {
        var data = await StartAsync();
        var ids = HomeScreenData.ProductsOf(data.Orders);
        Add(data.Products, await backends.ProductsAsync(ids));
        Add(data.Stock, await backends.StockAsync(ids));
        Add(data.Reviews, await backends.ReviewsAsync(ids));
        return data;
    }

    /// <summary>
    /// Batch calls, and side by side all that can be: two rounds, since the client knows its customer's id.
    /// </summary>
    public async Task<HomeScreenData> ParallelAsync()
    {
        var customer = backends.CustomerAsync();
        var orders = backends.OrdersAsync();
        var invoices = backends.InvoicesAsync();
        await Task.WhenAll(customer, orders, invoices);
        var data = new HomeScreenData { Customer = await customer, Orders = await orders, Invoices = await invoices };

        var ids = HomeScreenData.ProductsOf(data.Orders);
        var products = backends.ProductsAsync(ids);
        var stock = backends.StockAsync(ids);
        var reviews = backends.ReviewsAsync(ids);
        await Task.WhenAll(products, stock, reviews);
        Add(data.Products, await products);
        Add(data.Stock, await stock);
        Add(data.Reviews, await reviews);
        return data;
    }

    private async Task<HomeScreenData> StartAsync() => new()
    {
        Customer = await backends.CustomerAsync(),
        Orders = await backends.OrdersAsync(),
        Invoices = await backends.InvoicesAsync(),
    };

    private static void Add(Dictionary<string, JsonElement> to, IEnumerable<JsonElement> found)
    {
        foreach (var element in found)
        {
            to[element.GetProperty("id").GetString()!] = element;
        }
    }

    private static void Add(Dictionary<string, int> to, IEnumerable<StockLevel> found)
    {
        foreach (var level in found)
        {
            to[level.ProductId] = level.Available;
        }
    }
}
