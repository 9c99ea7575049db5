using System.Buffers;
using System.Runtime.CompilerServices;

namespace Gateway.Common.Results;

/// <summary>The layouts of a store's rows by their types' ids: an array, as every row that is made looks.</summary>
/// <remarks>The array is rented: of a large schema it would be the largest thing that a request allocates.</remarks>
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

    public readonly int Length => _shapes.Length;

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

    /// <summary>Clears, and gives the array back.</summary>
    public void Return()
    {
        Clear();
        if (_shapes.Length > 0)
        {
            ArrayPool<Shape?>.Shared.Return(_shapes);
        }

        _shapes = [];
    }

    private void AddNew(Shape shape, int index)
    {
        if (index >= _shapes.Length)
        {
            Grow(index + 1);
        }

        _shapes[index] = shape;
        _end = Math.Max(_end, index + 1);
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<Shape?>.Shared.Rent(Math.Max(needed, Math.Max(TypesInitial, _shapes.Length * 2)));

        // The pool is shared, and others may have given arrays back as they were.
        Array.Clear(larger);
        _shapes.AsSpan(0, _end).CopyTo(larger);
        var end = _end;
        Return();
        _shapes = larger;
        _end = end;
    }
}
