using Google.Protobuf.WellKnownTypes;

namespace Shop.Inventory;

/// <summary>Stock by arithmetic from the product's number; every fiftieth product is sold out.</summary>
internal static class StockLevels
{
    private static readonly DateTimeOffset FirstCount = new(2026, 6, 1, 6, 0, 0, TimeSpan.Zero);

    /// <returns>Null when there is no such product.</returns>
    public static V1.StockLevel? Of(string productId)
    {
        if (ShopData.Product(productId) is null)
        {
            return null;
        }

        var number = ShopData.NumberOf('p', productId);
        return Level(productId, number, 0, FirstCount.AddMinutes(number));
    }

    /// <summary>What a later count of a product finds.</summary>
    public static V1.StockLevel Recount(string productId, int count, DateTimeOffset asOf) =>
        Level(productId, ShopData.NumberOf('p', productId), count, asOf);

    private static V1.StockLevel Level(string productId, int number, int count, DateTimeOffset asOf)
    {
        var soldOut = number % 50 == 0;
        var north = soldOut ? 0 : (number * 17 + count * 3) % 60;
        var south = soldOut ? 0 : (number * 29 + count * 5) % 45;
        var harbour = soldOut || number % 5 == 0 ? 0 : (number * 7 + count) % 30;
        var level = new V1.StockLevel
        {
            ProductId = productId,
            Available = north + south + harbour,
            PickFrom = PickFrom(north, south, harbour),
            AsOf = Timestamp.FromDateTimeOffset(asOf),
        };
        AddWarehouse(level, "north", north);
        AddWarehouse(level, "south", south);
        AddWarehouse(level, "harbour", harbour);
        return level;
    }

    private static void AddWarehouse(V1.StockLevel level, string name, int pieces)
    {
        if (pieces > 0)
        {
            level.ByWarehouse[name] = pieces;
        }
    }

    private static V1.Warehouse PickFrom(int north, int south, int harbour) =>
        Math.Max(north, Math.Max(south, harbour)) switch
        {
            0 => V1.Warehouse.Unspecified,
            var most when most == north => V1.Warehouse.North,
            var most when most == south => V1.Warehouse.South,
            _ => V1.Warehouse.Harbour,
        };
}
