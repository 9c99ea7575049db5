using System.Runtime.InteropServices;

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
/// <remarks>
/// Two fields, not one for each number: a cell is copied as eight bytes and four, and a processor waits where eight
/// bytes are read that were just written as four and four.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = sizeof(int))]
internal readonly struct Cell
{
    private const int KindShift = 28;
    private const int FirstShift = 32;
    private const uint BufferMask = (1u << KindShift) - 1;

    /// <summary>Four bits of kind, 28 of buffer; above them the first number.</summary>
    private readonly ulong _head;
    private readonly int _second;

    private Cell(CellKind kind, int buffer, int first, int second)
    {
        _head = ((ulong)kind << KindShift) | (uint)buffer | ((ulong)(uint)first << FirstShift);
        _second = second;
    }

    public static Cell Null => new(CellKind.Null, 0, 0, 0);

    public CellKind Kind => (CellKind)((uint)_head >> KindShift);

    /// <summary>Missing, null or error: nothing to read.</summary>
    public bool IsAbsent => Kind is CellKind.Missing or CellKind.Null or CellKind.Error;

    /// <summary>Of a value: which of the store's buffers holds its bytes.</summary>
    public int Buffer => (int)((uint)_head & BufferMask);

    /// <summary>Of a value: where its bytes start.</summary>
    public int Offset => First;

    /// <summary>Of a value: how many bytes.</summary>
    public int Length => _second;

    /// <summary>Of an object: its row.</summary>
    public int Row => First;

    /// <summary>Of a list: where its elements' cells start.</summary>
    public int Start => First;

    /// <summary>Of a list: how many elements.</summary>
    public int Count => _second;

    /// <summary>Of an error: its index among the store's errors.</summary>
    public int ErrorIndex => First;

    /// <summary>Of a row's header: the object type's index in the supergraph's schema.</summary>
    public int TypeId => First;

    private int First => (int)(_head >> FirstShift);

    public static Cell Value(int buffer, int offset, int length) => new(CellKind.Value, buffer, offset, length);

    public static Cell Object(int row) => new(CellKind.Object, 0, row, 0);

    public static Cell List(int start, int count) => new(CellKind.List, 0, start, count);

    public static Cell Error(int index) => new(CellKind.Error, 0, index, 0);

    internal static Cell Header(int typeId, int slotCount) => new(CellKind.Object, 0, typeId, slotCount);
}
