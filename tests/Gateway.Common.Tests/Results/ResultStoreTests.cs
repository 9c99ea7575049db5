using Gateway.Common.Language;
using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Tests.Results;

public sealed class ResultStoreTests
{
    private const int Many = 50_000;

    private static readonly Shape Pair = MakeShape();

    [Fact]
    public void Rows_and_lists_keep_their_values_while_the_store_grows()
    {
        using var store = new ResultStore();
        var outer = store.BeginList();
        for (var index = 0; index < Many; index++)
        {
            var row = store.CreateRow(Pair);
            var inner = store.BeginList();
            store.Push(store.Append(System.Text.Encoding.ASCII.GetBytes($"{index}")));
            var list = store.EndList(inner);
            store.Slot(row, 0) = list;
            store.Push(Cell.Object(row));
        }

        var all = store.EndList(outer);
        for (var index = 0; index < Many; index++)
        {
            var row = store.Elements(all)[index].Row;
            var value = store.Elements(store.Slot(row, 0))[0];
            Assert.Equal($"{index}", System.Text.Encoding.ASCII.GetString(store.Bytes(value)));
            Assert.Equal(CellKind.Missing, store.Slot(row, 1).Kind);
        }
    }

    [Fact]
    public void Buffers_keep_their_bytes_however_many_there_are_and_however_often_the_store_ends()
    {
        using var store = new ResultStore();
        for (var round = 0; round < 2; round++)
        {
            var cells = Enumerable.Range(0, 100).Select(index =>
            {
                var rented = System.Buffers.ArrayPool<byte>.Shared.Rent(1);
                rented[0] = (byte)index;
                return Cell.Value(store.AddBuffer(rented), 0, 1);
            }).ToArray();
            Assert.Equal(Enumerable.Range(0, 100), cells.Select(cell => (int)store.Bytes(cell)[0]));
            store.Reset();
        }

        store.Dispose();
    }

    [Fact]
    public void A_row_of_a_schemas_last_type_is_known_beside_one_of_its_first()
    {
        using var store = new ResultStore();
        Shape[] shapes = [new(Pair.Type, 5_000), new(Pair.Type, 0), new(Pair.Type, 40)];
        var rows = Array.ConvertAll(shapes, store.CreateRow);
        Assert.Equal(shapes, rows.Select(store.ShapeOf));
    }

    [Fact]
    public void An_abandoned_list_leaves_the_outer_one_whole()
    {
        using var store = new ResultStore();
        var outer = store.BeginList();
        store.Push(Cell.Null);
        var inner = store.BeginList();
        store.Push(Cell.Null);
        store.AbandonList(inner);

        Assert.Equal(1, store.EndList(outer).Count);
    }

    [Fact]
    public void A_reset_store_serves_again_as_if_new()
    {
        using var store = new ResultStore();
        store.AddBuffer(new byte[16]);
        store.AddRequestError(store.AddError(new ResultError("X", "x")).ErrorIndex);
        var first = store.CreateRow(Pair);
        store.Slot(first, 0) = store.Append("1"u8);

        store.Reset();

        Assert.Empty(store.Errors);
        Assert.Empty(store.RequestErrors);
        Assert.Equal(first, store.CreateRow(Pair));
        Assert.Equal(CellKind.Missing, store.Slot(first, 0).Kind);
        Assert.Equal(1, store.AddBuffer(new byte[16]));
    }

    [Fact]
    public void A_store_that_waits_for_another_request_is_as_new_and_small_whatever_it_held()
    {
        using var store = new ResultStore();
        for (var index = 0; index < Many; index++)
        {
            store.AddError(new ResultError("X", "x"));
            store.Slot(store.CreateRow(Pair), 0) = store.Append("1"u8);
            store.Push(Cell.Null);
            store.AddBuffer([]);
        }

        store.Shrink();

        Assert.Empty(store.Errors);
        Assert.Equal(0, store.BeginList());
        Assert.Equal(1, store.AddBuffer([]));
        var row = store.CreateRow(Pair);
        Assert.Equal(0, row);
        Assert.Equal(CellKind.Missing, store.Slot(row, 0).Kind);
        Assert.Equal(0, store.Append("1"u8).Offset);
        Assert.True(store.BytesKept < 512 * 1024);
    }

    [Fact]
    public void A_store_that_was_given_back_is_nobodys_and_empty_when_it_is_rented_again()
    {
        var given = Enumerable.Range(0, 40).Select(static _ => ResultStorePool.Rent()).ToList();
        Assert.Equal(given.Count, given.Distinct().Count());
        given.ForEach(static store => store.AddError(new ResultError("X", store.CreateRow(Pair).ToString("D"))));
        given.ForEach(ResultStorePool.Return);

        var rented = Enumerable.Range(0, 40).Select(static _ => ResultStorePool.Rent()).ToList();

        Assert.Equal(rented.Count, rented.Distinct().Count());
        Assert.All(rented, static store => Assert.Empty(store.Errors));
        Assert.All(rented, static store => Assert.Equal(0, store.CreateRow(Pair)));
        rented.ForEach(static store => store.Dispose());
    }

    private static Shape MakeShape()
    {
        var schema = SchemaBuilder.BuildOrThrow(
            Parser.Parse("type Query { a: Int b: Int }"), SchemaBuildOptions.SourceSchema);
        var shape = new Shape(schema.QueryType!);
        shape.SlotOf("a");
        shape.SlotOf("b");
        return shape;
    }
}
