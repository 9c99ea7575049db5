using System.Buffers;
using System.Runtime.CompilerServices;

namespace Gateway.Common.Primitives;

/// <summary>A growing list of values in one rented array.</summary>
/// <remarks>Mutable, for a field of its one owner; <see cref="Dispose"/> gives the array back.</remarks>
internal struct PooledList<T> : IDisposable
    where T : unmanaged
{
    private const int Initial = 16;

    private T[]? _array;

    public int Count { get; private set; }

    public readonly Span<T> Span => _array.AsSpan(0, Count);

    public readonly T this[int index] => Span[index];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T value)
    {
        if (_array is null || Count == _array.Length)
        {
            Grow(Count + 1);
        }

        _array![Count++] = value;
    }

    /// <summary>Makes the list of this length, its values all the same.</summary>
    public void Fill(int count, T value)
    {
        Count = 0;
        if (_array is null || _array.Length < count)
        {
            Grow(count);
        }

        Count = count;
        Span.Fill(value);
    }

    public void Truncate(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)Count);
        Count = count;
    }

    public void Dispose()
    {
        if (_array is not null)
        {
            ArrayPool<T>.Shared.Return(_array);
        }

        _array = null;
        Count = 0;
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<T>.Shared.Rent(Math.Max(Math.Max(needed, Initial), Count * 2));
        Span.CopyTo(larger);
        if (_array is not null)
        {
            ArrayPool<T>.Shared.Return(_array);
        }

        _array = larger;
    }
}
