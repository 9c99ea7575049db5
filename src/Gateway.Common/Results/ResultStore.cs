using System.Buffers;
using System.Runtime.CompilerServices;

namespace Gateway.Common.Results;

/// <summary>All values of one response while it is put together.</summary>
/// <remarks>
/// Shape: rows and list elements in one growing array of cells; bytes in the buffers that sources answered with and in
/// one arena for values that had to be converted. Not thread-safe: the executor gives it to one thread at a time.
/// Errors: <see cref="ResultLimitException"/> past <see cref="CellsMax"/>.
/// </remarks>
internal sealed class ResultStore : IDisposable
{
    /// <summary>Cells of one response: 16 Mi, 192 MiB.</summary>
    public const int CellsMax = 16 * 1024 * 1024;

    private const int CellsInitial = 1024;
    private const int ScratchInitial = 64;
    private const int ArenaInitial = 4096;
    private const int ArenaBuffer = 0;
    private const int BuffersInitial = 16;

    /// <summary>What a store keeps between requests: 96 KiB of cells, 64 KiB of converted bytes.</summary>
    private const int CellsKeptMax = 8 * 1024;
    private const int ArenaKeptMax = 64 * 1024;
    private const int BuffersKeptMax = 64;
    private const int TypesKeptMax = 4096;
    private const int ErrorsKeptMax = 64;

    private byte[][] _buffers = ArrayPool<byte[]>.Shared.Rent(BuffersInitial);
    private List<ResultError>? _errors;
    private List<int>? _requestErrors;
    private ShapeTable _shapes = new();
    private Cell[] _cells = ArrayPool<Cell>.Shared.Rent(CellsInitial);
    private Cell[] _scratch = ArrayPool<Cell>.Shared.Rent(ScratchInitial);
    private int _cellCount;
    private int _scratchCount;
    private int _arenaCount;
    private int _bufferCount = 1;

    /// <remarks>Most responses need no arena: it is rented when the first value is converted.</remarks>
    public ResultStore() => _buffers[ArenaBuffer] = [];

    public IReadOnlyList<ResultError> Errors => _errors ?? (IReadOnlyList<ResultError>)[];

    /// <summary>Memory of the store's own arrays.</summary>
    public long BytesKept =>
        ((_cells.Length + _scratch.Length) * (long)Unsafe.SizeOf<Cell>()) + _buffers[ArenaBuffer].Length
        + ((_buffers.Length + _shapes.Length) * (long)IntPtr.Size);

    /// <summary>Takes over a rented array; its bytes can be pointed at until <see cref="Reset"/>.</summary>
    /// <returns>The buffer's number, for <see cref="Cell.Value"/>.</returns>
    public int AddBuffer(byte[] rented)
    {
        if (_bufferCount == _buffers.Length)
        {
            var larger = ArrayPool<byte[]>.Shared.Rent(_bufferCount * 2);
            _buffers.CopyTo(larger, 0);
            ArrayPool<byte[]>.Shared.Return(_buffers, clearArray: true);
            _buffers = larger;
        }

        _buffers[_bufferCount] = rented;
        return _bufferCount++;
    }

    public ReadOnlySpan<byte> Bytes(Cell value) => _buffers[value.Buffer].AsSpan(value.Offset, value.Length);

    public ReadOnlySpan<byte> Buffer(int buffer) => _buffers[buffer];

    /// <summary>A row with every slot missing.</summary>
    public int CreateRow(Shape shape)
    {
        var row = Allocate(shape.SlotCount + 1);
        _cells.AsSpan(row, shape.SlotCount + 1).Clear();
        _cells[row] = Cell.Header(shape.TypeId, shape.SlotCount);
        _shapes.Add(shape);
        return row;
    }

    /// <summary>Makes a row whose type was not known yet one of the type that a source has named.</summary>
    /// <returns>False where the row is already of another type.</returns>
    public bool TryNarrow(int row, Shape shape)
    {
        var known = TypeOf(row);
        if (known == shape.TypeId)
        {
            return true;
        }

        if (_shapes[known] is not { Type: Schema.InterfaceType } open || !open.SharesLayout(shape))
        {
            // A row of a known type also takes what is asked of its interface alone.
            return shape.Type is Schema.InterfaceType && _shapes[known].SharesLayout(shape);
        }

        _cells[row] = Cell.Header(shape.TypeId, _cells[row].Length);
        _shapes.Add(shape);
        return true;
    }

    /// <summary>The layout of a row.</summary>
    public Shape ShapeOf(int row) => _shapes[_cells[row].TypeId];

    /// <summary>The index of the row's object type in the supergraph's schema.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int TypeOf(int row) => _cells[row].TypeId;

    /// <summary>The name of the row's object type, as UTF-8.</summary>
    public ReadOnlySpan<byte> TypeNameOf(int row) => _shapes[_cells[row].TypeId].Type.Utf8Name;

    /// <summary>A row's slot; valid until the next row or list is made.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref Cell Slot(int row, int slot) => ref _cells[row + 1 + slot];

    /// <summary>All slots of a row; valid until the next row or list is made.</summary>
    public Span<Cell> Slots(int row) => _cells.AsSpan(row + 1, _cells[row].Length);

    /// <summary>A list's elements; valid until the next row or list is made.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<Cell> Elements(Cell list) => _cells.AsSpan(list.Start, list.Count);

    /// <summary>Starts a list of unknown length: push its elements, then end it with the mark returned here.</summary>
    public int BeginList() => _scratchCount;

    public void Push(Cell element)
    {
        if (_scratchCount == _scratch.Length)
        {
            Grow(ref _scratch, _scratchCount, _scratchCount + 1);
        }

        _scratch[_scratchCount++] = element;
    }

    public Cell EndList(int mark)
    {
        var count = _scratchCount - mark;
        var start = Allocate(count);
        _scratch.AsSpan(mark, count).CopyTo(_cells.AsSpan(start));
        _scratchCount = mark;
        return Cell.List(start, count);
    }

    /// <summary>Forgets the elements pushed since the mark: for a value that turned out unreadable.</summary>
    public void AbandonList(int mark) => _scratchCount = mark;

    /// <summary>Room for converted bytes; what was written is kept by <see cref="Commit"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Reserve(int bytesMax)
    {
        var arena = _buffers[ArenaBuffer];
        return (arena.Length - _arenaCount < bytesMax ? GrowArena(arena, bytesMax) : arena).AsSpan(_arenaCount);
    }

    /// <summary>
    /// Makes the first <paramref name="count"/> reserved bytes a value: they must be one valid JSON value.
    /// </summary>
    public Cell Commit(int count)
    {
        var cell = Cell.Value(ArenaBuffer, _arenaCount, count);
        _arenaCount += count;
        return cell;
    }

    /// <summary>Copies a JSON value into the arena.</summary>
    public Cell Append(ReadOnlySpan<byte> json)
    {
        json.CopyTo(Reserve(json.Length));
        return Commit(json.Length);
    }

    /// <summary>Errors that belong to no place in the data.</summary>
    public IReadOnlyList<int> RequestErrors => _requestErrors ?? (IReadOnlyList<int>)[];

    public void AddRequestError(int errorIndex) => (_requestErrors ??= []).Add(errorIndex);

    public Cell AddError(ResultError error)
    {
        (_errors ??= []).Add(error);
        return Cell.Error(_errors.Count - 1);
    }

    /// <summary>Why a value is absent, as the reason why another is.</summary>
    public Cell Reason(Cell absent) =>
        absent.Kind == CellKind.Error && _errors![absent.ErrorIndex] is { HasPlace: true } error
            ? AddError(error.Elsewhere)
            : absent;

    /// <summary>Forgets all, and gives back what a large answer made large: ready to wait for another.</summary>
    public void Shrink()
    {
        Reset();
        var arena = _buffers[ArenaBuffer];
        if (arena.Length > ArenaKeptMax)
        {
            Return(arena);
            _buffers[ArenaBuffer] = [];
        }

        if (_buffers.Length > BuffersKeptMax)
        {
            ArrayPool<byte[]>.Shared.Return(_buffers, clearArray: true);
            _buffers = ArrayPool<byte[]>.Shared.Rent(BuffersInitial);
            _buffers[ArenaBuffer] = [];
        }

        Shrink(ref _cells);
        Shrink(ref _scratch);
        if (_shapes.Length > TypesKeptMax)
        {
            _shapes.Return();
        }

        _errors = _errors?.Capacity > ErrorsKeptMax ? null : _errors;
        _requestErrors = _requestErrors?.Capacity > ErrorsKeptMax ? null : _requestErrors;
    }

    /// <summary>Gives the sources' buffers back and forgets all values; the store's own arrays stay.</summary>
    public void Reset()
    {
        for (var buffer = _bufferCount - 1; buffer > ArenaBuffer; buffer--)
        {
            ArrayPool<byte>.Shared.Return(_buffers[buffer]);
            _buffers[buffer] = [];
        }

        _bufferCount = 1;
        _errors?.Clear();
        _requestErrors?.Clear();
        _shapes.Clear();
        _cellCount = _scratchCount = _arenaCount = 0;
    }

    public void Dispose()
    {
        if (_buffers.Length == 0)
        {
            return;
        }

        Reset();
        Return(_buffers[ArenaBuffer]);
        ArrayPool<Cell>.Shared.Return(_cells);
        ArrayPool<Cell>.Shared.Return(_scratch);
        ArrayPool<byte[]>.Shared.Return(_buffers, clearArray: true);
        _shapes.Return();
        _buffers = [];
        _cells = _scratch = [];
    }

    private byte[] GrowArena(byte[] arena, int bytesMax)
    {
        var needed = checked(Math.Max(arena.Length * 2, _arenaCount + bytesMax));
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, ArenaInitial));
        arena.AsSpan(0, _arenaCount).CopyTo(larger);
        Return(arena);
        _buffers[ArenaBuffer] = larger;
        return larger;
    }

    private static void Return(byte[] arena)
    {
        if (arena.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(arena);
        }
    }

    private static void Shrink(ref Cell[] array)
    {
        if (array.Length > CellsKeptMax)
        {
            ArrayPool<Cell>.Shared.Return(array);
            array = ArrayPool<Cell>.Shared.Rent(CellsInitial);
        }
    }

    private static void Grow(ref Cell[] array, int used, int needed)
    {
        if (needed > CellsMax)
        {
            throw new ResultLimitException($"A response may hold {CellsMax} values.");
        }

        var larger = ArrayPool<Cell>.Shared.Rent(Math.Max(array.Length * 2, needed));
        array.AsSpan(0, used).CopyTo(larger);
        ArrayPool<Cell>.Shared.Return(array);
        array = larger;
    }

    private int Allocate(int count)
    {
        var start = _cellCount;
        if (start + count > _cells.Length)
        {
            Grow(ref _cells, start, start + count);
        }

        _cellCount = start + count;
        return start;
    }
}
