using System.Buffers;
using System.Text;

namespace Gateway.Common.Sources.Http;

/// <summary>What is to be sent, in one rented array that grows.</summary>
/// <remarks>Mutable; <see cref="Dispose"/> gives the array back.</remarks>
internal struct RequestBytes(int capacity) : IDisposable
{
    private byte[] _array = ArrayPool<byte>.Shared.Rent(capacity);
    private int _length;

    public readonly ReadOnlyMemory<byte> Written => _array.AsMemory(0, _length);

    /// <summary>Room for as many bytes at least, which <see cref="Advance"/> takes.</summary>
    public Span<byte> Free(int count)
    {
        if (_array.Length - _length < count)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + count, _array.Length * 2));
            _array.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_array);
            _array = larger;
        }

        return _array.AsSpan(_length);
    }

    public void Advance(int count) => _length += count;

    public void Append(byte value)
    {
        Free(1)[0] = value;
        _length++;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Free(bytes.Length));
        _length += bytes.Length;
    }

    /// <param name="text">ASCII.</param>
    public void Append(ReadOnlySpan<char> text) => _length += Encoding.ASCII.GetBytes(text, Free(text.Length));

    public void Dispose()
    {
        if (_array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_array);
        }

        _array = [];
    }
}
