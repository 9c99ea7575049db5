using System.Runtime.CompilerServices;

namespace Gateway.Common.Results;

/// <summary>The layouts of a store's rows by their types' ids: an array, as every row that is made looks.</summary>
internal struct ShapeTable
{
    private const int TypesInitial = 32;

    /// <summary>One place before all types, for rows that are of none.</summary>
    private const int First = -Shape.NoTypeId;

    private Shape?[] _shapes = [];
    private int _end;

    public ShapeTable()
    {
    }

    public readonly Shape this[int typeId] => _shapes[typeId + First]!;

    /// <summary>Of several shapes of one type the first is kept.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Shape shape)
    {
        var index = shape.TypeId + First;
        var shapes = _shapes;
        if ((uint)index >= (uint)shapes.Length || shapes[index] is null)
        {
            AddNew(shape, index);
        }
    }

    public void Clear()
    {
        Array.Clear(_shapes, 0, _end);
        _end = 0;
    }

    private void AddNew(Shape shape, int index)
    {
        if (index >= _shapes.Length)
        {
            Array.Resize(ref _shapes, Math.Max(index + 1, Math.Max(TypesInitial, _shapes.Length * 2)));
        }

        _shapes[index] = shape;
        _end = Math.Max(_end, index + 1);
    }
}
