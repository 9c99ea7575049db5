using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Gateway.Common.Planning;
using Gateway.Common.Primitives;
using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources;

/// <summary>A call for one page, whose answer becomes a connection or a list.</summary>
/// <remarks>
/// Errors: <see cref="SourceErrorCodes.InvalidArgument"/> for a <c>first</c> outside its bound and an <c>after</c>
/// that is none of this field's cursors.
/// </remarks>
internal sealed class PagingCall : CompiledCall
{
    private const string NextOfLink = "next";

    private readonly Paging _paging;
    private readonly CompiledCall _call;
    private readonly FetchField _field;
    private readonly int _first;
    private readonly int _after;
    private readonly int[] _itemSlots;
    private readonly int _totalSlot;
    private readonly int _nextSlot;

    private PagingCall(Paging paging, FetchField field, CompiledCall call, Shape answer, int lists)
    {
        (_paging, _call, _field) = (paging, call, field);
        var arguments = field.Field.Arguments;
        _first = arguments.IndexOf("first"u8);
        _after = arguments.IndexOf("after"u8);
        _itemSlots = [.. Enumerable.Range(0, lists).Select(index => answer.SlotOf(ItemsKey(index)))];
        _totalSlot = paging.Total is null ? -1 : answer.SlotOf(Paging.TotalCount);
        _nextSlot = paging.Next is null ? -1 : answer.SlotOf(Paging.EndCursor);
    }

    public override bool IsIdempotent => _call.IsIdempotent;

    /// <param name="compile">Compiles the field with the answer's own type.</param>
    public static PagingCall Compile(
        Paging paging, FetchField field, GraphQLSchema schema, Func<FetchField, CompiledCall> compile)
    {
        if (schema.FindType(paging.Type) is not ObjectType type)
        {
            throw new SourceException(
                SourceErrorCodes.Failed, $"{field.Field.Coordinate}: the source has no type {paging.Type}.");
        }

        var fields = ListsOf(field)
            .Select((selection, index) => Part(type, paging.Items, ItemsKey(index), selection))
            .ToList();
        if (fields.Count == 0)
        {
            // Whether there is a next page shows in how many there are.
            fields.Add(Part(type, paging.Items, ItemsKey(0), Empty(type, paging.Items)));
        }

        var count = fields.Count;
        fields.AddRange(paging.Total is { } total ? [Part(type, total, Paging.TotalCount, null)] : []);
        fields.AddRange(paging.Next is { } next ? [Part(type, next, Paging.EndCursor, null)] : []);
        var shape = new Shape(type, Shape.NoTypeId);
        int[] slots = [.. fields.Select(one => shape.SlotOf(one.ResponseName))];
        var definition = new FieldDefinition(
            field.Field.Name, null, field.Field.Directives, type, field.Field.Arguments, null)
        {
            DeclaringType = field.Field.DeclaringType,
        };
        var inner = new FetchField
        {
            Field = definition,
            ResponseName = field.ResponseName,
            Arguments = field.Arguments,
            Selection = new FetchSelection { Type = type, Fields = fields, Rows = [new RowPlan(shape, slots)] },
        };
        return new PagingCall(paging, field, compile(inner), shape, count);
    }

    public override void Prepare(CallArguments arguments, SourceRequest request)
    {
        using var bytes = new PooledBytes();
        var ends = new int[arguments.Count];
        var limit = SizeOf(arguments);
        var at = Start(arguments);
        var asked = new Asked(at with { Size = _first < 0 ? 0 : at.Size > 0 ? at.Size : limit }, limit);
        for (var index = 0; index < ends.Length; index++)
        {
            if (index == _first)
            {
                bytes.WriteNumber(asked.At.Size);
            }
            else if (index == _after && !arguments.IsAbsent(index) && !arguments.IsNull(index))
            {
                WritePosition(asked.At, bytes);
            }
            else
            {
                bytes.Write(arguments[index]);
            }

            ends[index] = bytes.Length;
        }

        request.Remembered = asked;
        request.KeepsHeaders |= _paging.Style == PagingStyle.Link;
        _call.Prepare(new CallArguments(bytes.Span, ends), request);
    }

    public override Cell Read(ResultStore store, SourceResponse response)
    {
        var answer = _call.Read(store, response);
        if (answer.Kind != CellKind.Object)
        {
            return answer;
        }

        var asked = response.Remembered as Asked
            ?? new Asked(new PageCursor(_paging.Start, null, 0, _paging.Size), _paging.Size);
        var items = store.Slot(answer.Row, _itemSlots[0]);
        var count = items.Kind == CellKind.List ? items.Count : 0;
        foreach (var slot in _itemSlots)
        {
            var taken = Taken(store.Slot(answer.Row, slot), asked);
            store.Slot(answer.Row, slot) = taken;
        }

        return _field.Field.Type.Nullable is ListType
            ? store.Slot(answer.Row, _itemSlots[0])
            : Connection(store, answer, asked, Next(store, answer, asked, count, response));
    }

    /// <summary>Of a page's items those that were asked for.</summary>
    private Cell Taken(Cell items, Asked asked)
    {
        if (items.Kind != CellKind.List)
        {
            return items;
        }

        var skip = Math.Min(asked.At.Skip, items.Count);
        var count = items.Count - skip;
        return Cell.List(items.Start + skip, _first < 0 ? count : Math.Min(count, asked.Limit));
    }

    /// <summary>How the items are read, once for each place where they are asked for.</summary>
    private static IEnumerable<FetchSelection?> ListsOf(FetchField field) =>
        field.Field.Type.Nullable is ListType
            ? [field.Selection]
            : field.Selection!.Fields.SelectMany(static one => one.Field.Name switch
            {
                Paging.Nodes => [one.Selection],
                Paging.Edges => one.Selection!.Fields.Where(IsNode).Select(static node => node.Selection),
                _ => [],
            });

    private static bool IsNode(FetchField field) => field.Field.Name == Paging.Node;

    private static string ItemsKey(int index) => $"{Paging.Nodes}{index}";

    private static FetchField Part(ObjectType type, string name, string key, FetchSelection? selection) =>
        type.Fields.Find(name) is { } field
            ? new FetchField { Field = field, ResponseName = key, Selection = selection }
            : throw new SourceException(SourceErrorCodes.Failed, $"@paging: {type.Name} has no field {name}.");

    /// <summary>Nothing of each item, for lists that are only counted.</summary>
    private static FetchSelection? Empty(ObjectType type, string items) =>
        type.Fields.Find(items)?.Type.Named is ObjectType item
            ? new FetchSelection { Type = item, Fields = [], Rows = [new RowPlan(new Shape(item, Shape.NoTypeId), [])] }
            : null;

    private int SizeOf(CallArguments arguments)
    {
        if (_first < 0 || arguments.IsAbsent(_first) || arguments.IsNull(_first))
        {
            return _paging.Size;
        }

        return Utf8Parser.TryParse(arguments[_first], out int size, out var used)
            && used == arguments[_first].Length && size >= 1 && size <= _paging.SizeMax
            ? size
            : throw new SourceException(
                SourceErrorCodes.InvalidArgument, $"{Paging.First} is from 1 to {_paging.SizeMax}.");
    }

    private PageCursor Start(CallArguments arguments)
    {
        if (_after < 0 || arguments.IsAbsent(_after) || arguments.IsNull(_after))
        {
            return new PageCursor(_paging.Start, null, 0, 0);
        }

        var isCursor = PageCursor.TryRead(_paging.Style, arguments[_after], out var cursor)
            && (_paging.Style is PagingStyle.Cursor or PagingStyle.Link || cursor.Position >= _paging.Start)
            && cursor.Size <= _paging.SizeMax;
        return isCursor
            ? cursor
            : throw new SourceException(
                SourceErrorCodes.InvalidArgument, $"{Paging.After} is no cursor of this field.");
    }

    /// <summary>Of pages and offsets a number; a word as the source gave it, none for its first page.</summary>
    private void WritePosition(PageCursor at, PooledBytes bytes)
    {
        if (_paging.Style is PagingStyle.Page or PagingStyle.Offset)
        {
            bytes.WriteNumber(at.Position);
        }
        else if (at.Word is { } word)
        {
            bytes.Write(Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(word)}\""));
        }
    }

    /// <param name="count">How many items the page had.</param>
    /// <returns>Where the list goes on, as JSON; null at its end.</returns>
    private Cell Next(ResultStore store, Cell answer, Asked asked, int count, SourceResponse response)
    {
        var end = asked.At.Skip + store.Slot(answer.Row, _itemSlots[0]) switch
        {
            { Kind: CellKind.List } taken => taken.Count,
            _ => 0,
        };
        if (end < count)
        {
            return Behind(store, asked, end);
        }

        switch (_paging.Style)
        {
            case PagingStyle.Cursor:
                var next = _nextSlot < 0 ? Cell.Null : store.Slot(answer.Row, _nextSlot);
                return next.Kind == CellKind.Value && !store.Bytes(next).SequenceEqual("\"\""u8)
                    ? Own(store, next, asked)
                    : Cell.Null;
            case PagingStyle.Link:
                return LinkHeader.Find(response.Headers, NextOfLink, _paging.Parameter) is { } value
                    ? Text(store, new PageCursor(0, value, 0, asked.At.Size))
                    : Cell.Null;
        }

        var size = asked.At.Size > 0 ? asked.At.Size : _paging.Size;
        var passed = _paging.Style == PagingStyle.Page
            ? ((asked.At.Position - _paging.Start) * (long)size) + count
            : asked.At.Position + (long)count;
        var isMore = TotalOf(store, answer) is { } total ? count > 0 && passed < total : count >= size;
        return !isMore ? Cell.Null
            : _paging.Style == PagingStyle.Offset ? Behind(store, asked, count)
            : Text(store, asked.At with { Position = asked.At.Position + 1, Skip = 0 });
    }

    /// <summary>The place behind some items of a page.</summary>
    private Cell Behind(ResultStore store, Asked asked, int count) => Text(
        store,
        _paging.Style == PagingStyle.Offset
            ? new PageCursor((int)Math.Min(asked.At.Position + (long)count, int.MaxValue), null, 0, 0)
            : asked.At with { Skip = count });

    private long? TotalOf(ResultStore store, Cell answer)
    {
        var total = _totalSlot < 0 ? Cell.Null : store.Slot(answer.Row, _totalSlot);
        return total.Kind == CellKind.Value && Utf8Parser.TryParse(store.Bytes(total), out long value, out _)
            ? value
            : null;
    }

    private Cell Connection(ResultStore store, Cell answer, Asked asked, Cell next)
    {
        var selection = _field.Selection!;
        var row = store.CreateRow(selection.Row.Shape);
        var list = 0;
        for (var index = 0; index < selection.Fields.Count; index++)
        {
            var field = selection.Fields[index];
            var value = field.Field.Name switch
            {
                Paging.Nodes => store.Slot(answer.Row, _itemSlots[list++]),
                Paging.Edges => Edges(store, answer, field.Selection!, ref list, asked, next),
                Paging.PageInfo => PageInfo(store, field.Selection!, next),
                Paging.TotalCount when _totalSlot >= 0 => store.Slot(answer.Row, _totalSlot),
                _ => Cell.Null,
            };
            if (selection.Row.Slots[index] is >= 0 and var slot)
            {
                store.Slot(row, slot) = value;
            }
        }

        return Cell.Object(row);
    }

    /// <param name="list">The first of the lists that this selection's nodes are in; afterwards the next.</param>
    private Cell Edges(
        ResultStore store, Cell answer, FetchSelection selection, ref int list, Asked asked, Cell next)
    {
        var first = list;
        list += selection.Fields.Count(IsNode);
        var items = store.Slot(answer.Row, _itemSlots[0]);
        if (items.Kind != CellKind.List)
        {
            return items;
        }

        var mark = store.BeginList();
        for (var item = 0; item < items.Count; item++)
        {
            var row = store.CreateRow(selection.Row.Shape);
            var node = first;
            for (var index = 0; index < selection.Fields.Count; index++)
            {
                var value = selection.Fields[index].Field.Name switch
                {
                    Paging.Node => store.Elements(store.Slot(answer.Row, _itemSlots[node++]))[item],
                    Paging.Cursor => CursorAfter(store, item, items.Count, asked, next),
                    _ => Cell.Null,
                };
                if (selection.Row.Slots[index] is >= 0 and var slot)
                {
                    store.Slot(row, slot) = value;
                }
            }

            store.Push(Cell.Object(row));
        }

        return store.EndList(mark);
    }

    /// <summary>Where a list goes on behind an item: with the next page behind a page's last.</summary>
    private Cell CursorAfter(ResultStore store, int item, int count, Asked asked, Cell next) =>
        item == count - 1 && next.Kind == CellKind.Value ? next : Behind(store, asked, asked.At.Skip + item + 1);

    private static Cell PageInfo(ResultStore store, FetchSelection selection, Cell next)
    {
        var row = store.CreateRow(selection.Row.Shape);
        for (var index = 0; index < selection.Fields.Count; index++)
        {
            var value = selection.Fields[index].Field.Name == Paging.HasNextPage
                ? store.Append(next.Kind == CellKind.Null ? "false"u8 : "true"u8)
                : next;
            if (selection.Row.Slots[index] is >= 0 and var slot)
            {
                store.Slot(row, slot) = value;
            }
        }

        return Cell.Object(row);
    }

    /// <summary>A cursor that is a number is a string to clients.</summary>
    private Cell Own(ResultStore store, Cell value, Asked asked) => store.Bytes(value) is [(byte)'"', not (byte)'~', ..]
        ? value
        : Text(store, new PageCursor(0, PageCursor.TextOf(store.Bytes(value)), 0, asked.At.Size));

    private Cell Text(ResultStore store, PageCursor cursor) =>
        store.Append(Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(cursor.ToText(_paging.Style))}\""));

    /// <summary>Which page a call asked for, and how many of its items.</summary>
    private sealed record Asked(PageCursor At, int Limit);
}
