namespace Gateway.Common.Results;

/// <summary>What a cell holds.</summary>
internal enum CellKind : byte
{
    /// <summary>Nothing was written: no source has answered for it.</summary>
    Missing,

    /// <summary>An explicit null.</summary>
    Null,

    /// <summary>A JSON value's bytes in one of the store's buffers.</summary>
    Value,

    /// <summary>A row.</summary>
    Object,

    /// <summary>A run of cells.</summary>
    List,

    /// <summary>Null because of an error that the store lists.</summary>
    Error,
}

/// <summary>One value of a response: a reference into a <see cref="ResultStore"/>, 12 bytes.</summary>
internal readonly struct Cell
{
    private const int KindShift = 28;
    private const uint BufferMask = (1u << KindShift) - 1;

    private readonly uint _tag;
    private readonly int _first;
    private readonly int _second;

    private Cell(CellKind kind, int buffer, int first, int second)
    {
        _tag = ((uint)kind << KindShift) | (uint)buffer;
        _first = first;
        _second = second;
    }

    public static Cell Null => new(CellKind.Null, 0, 0, 0);

    public CellKind Kind => (CellKind)(_tag >> KindShift);

    /// <summary>Missing, null or error: nothing to read.</summary>
    public bool IsAbsent => Kind is CellKind.Missing or CellKind.Null or CellKind.Error;

    /// <summary>Of a value: which of the store's buffers holds its bytes.</summary>
    public int Buffer => (int)(_tag & BufferMask);

    /// <summary>Of a value: where its bytes start.</summary>
    public int Offset => _first;

    /// <summary>Of a value: how many bytes.</summary>
    public int Length => _second;

    /// <summary>Of an object: its row.</summary>
    public int Row => _first;

    /// <summary>Of a list: where its elements' cells start.</summary>
    public int Start => _first;

    /// <summary>Of a list: how many elements.</summary>
    public int Count => _second;

    /// <summary>Of an error: its index among the store's errors.</summary>
    public int ErrorIndex => _first;

    /// <summary>Of a row's header: the object type's index in the supergraph's schema.</summary>
    public int TypeId => _first;

    public static Cell Value(int buffer, int offset, int length) => new(CellKind.Value, buffer, offset, length);

    public static Cell Object(int row) => new(CellKind.Object, 0, row, 0);

    public static Cell List(int start, int count) => new(CellKind.List, 0, start, count);

    public static Cell Error(int index) => new(CellKind.Error, 0, index, 0);

    internal static Cell Header(int typeId, int slotCount) => new(CellKind.Object, 0, typeId, slotCount);
}
