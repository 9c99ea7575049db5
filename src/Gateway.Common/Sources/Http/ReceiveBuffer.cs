using System.Buffers;

namespace Gateway.Common.Sources.Http;

/// <summary>One rented array that a response is received into, and that becomes its body.</summary>
/// <remarks>Mutable; moved on by <see cref="Detach"/>, else given back by <see cref="Dispose"/>.</remarks>
internal struct ReceiveBuffer : IDisposable
{
    /// <summary>Of a response that nobody knows the length of.</summary>
    private const int Initial = 4 * 1024;

    private const int InitialMax = 256 * 1024;

    private byte[]? _array;

    public int Filled { get; private set; }

    /// <summary>Makes the first array as long as the response may be, so that one receive is enough.</summary>
    public void Expect(int bytes) =>
        _array ??= ArrayPool<byte>.Shared.Rent(Math.Min(bytes > 0 ? bytes : Initial, InitialMax));

    public readonly ReadOnlySpan<byte> Received => _array.AsSpan(0, Filled);

    /// <summary>Room for at least one more byte.</summary>
    public Memory<byte> Free()
    {
        Expect(0);
        if (Filled == _array!.Length)
        {
            Grow(_array.Length * 2);
        }

        return _array.AsMemory(Filled);
    }

    /// <summary>Room for the rest of a body that has this many bytes in all; 0 where nobody knows.</summary>
    public Memory<byte> Free(int whole)
    {
        if (whole <= Filled)
        {
            return Free();
        }

        _array ??= ArrayPool<byte>.Shared.Rent(whole);
        if (_array.Length < whole)
        {
            Grow(whole);
        }

        return _array.AsMemory(Filled, whole - Filled);
    }

    public void Advance(int count) => Filled += count;

    public readonly Span<byte> Slice(int start, int length) => _array.AsSpan(start, length);

    /// <summary>Drops what is between two places: what follows moves to the first.</summary>
    public void Cut(int from, int to)
    {
        if (from < to)
        {
            _array.AsSpan(to, Filled - to).CopyTo(_array.AsSpan(from));
            Filled -= to - from;
        }
    }

    public byte[] Detach()
    {
        var array = _array ?? [];
        _array = null;
        Filled = 0;
        return array;
    }

    public void Dispose()
    {
        if (_array is { Length: > 0 } array)
        {
            ArrayPool<byte>.Shared.Return(array);
        }

        _array = null;
        Filled = 0;
    }

    private void Grow(int capacity)
    {
        var larger = ArrayPool<byte>.Shared.Rent(capacity);
        Received.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_array!);
        _array = larger;
    }
}
