using System.Buffers;
using System.Runtime.CompilerServices;

namespace Gateway.Common.Primitives;

/// <summary>A growing run of bytes in one rented array, which can be cut back to an earlier length.</summary>
/// <remarks>
/// Errors: <see cref="InvalidOperationException"/> past the maximum given at the start. Not thread-safe.
/// </remarks>
internal sealed class PooledBytes(int bytesMax = int.MaxValue) : IBufferWriter<byte>, IDisposable
{
    private const int BytesInitial = 1024;

    private byte[] _array = [];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => _array.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => _array.AsMemory(0, Length);

    public Span<byte> WritableSpan => _array.AsSpan(0, Length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        Length += bytes.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(byte value)
    {
        if (Length == _array.Length)
        {
            Grow(1);
        }

        _array[Length++] = value;
    }

    public void WriteNumber(int value)
    {
        System.Buffers.Text.Utf8Formatter.TryFormat(value, GetSpan(11), out var written);
        Length += written;
    }

    /// <summary>Forgets what was written after the first <paramref name="length"/> bytes.</summary>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)Length);
        Length = length;
    }

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_array.Length - Length));
        Length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _array.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _array.AsSpan(Length);
    }

    /// <summary>Hands the rented array over; this object is empty afterwards.</summary>
    public byte[] Detach()
    {
        var array = _array;
        _array = [];
        Length = 0;
        return array;
    }

    public void Dispose()
    {
        if (_array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_array);
        }

        _array = [];
        Length = 0;
    }

    private void Ensure(int sizeHint)
    {
        if (_array.Length - Length < Math.Max(sizeHint, 1))
        {
            Grow(Math.Max(sizeHint, 1));
        }
    }

    private void Grow(int more)
    {
        var needed = checked(Length + more);
        if (needed > bytesMax)
        {
            throw new InvalidOperationException($"At most {bytesMax} bytes may be written here.");
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, Math.Max(BytesInitial, _array.Length * 2)));
        Span.CopyTo(larger);
        if (_array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_array);
        }

        _array = larger;
    }
}
