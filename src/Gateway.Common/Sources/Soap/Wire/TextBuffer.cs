using System.Buffers;

namespace Gateway.Common.Sources.Soap.Wire;

/// <summary>Puts together text that is not one run of the document's bytes.</summary>
internal ref struct TextBuffer
{
    private byte[] _bytes = [];
    private int _count;

    public TextBuffer()
    {
    }

    public readonly ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _count);

    public void Clear() => _count = 0;

    /// <param name="raw">Text with references, or CDATA.</param>
    /// <param name="isCData">Only line ends are to be resolved.</param>
    public void Append(ReadOnlySpan<byte> raw, bool isCData)
    {
        Ensure(raw.Length);
        if (!isCData)
        {
            _count += XmlText.Decode(raw, _bytes.AsSpan(_count));
            return;
        }

        foreach (var part in raw.Split((byte)'&'))
        {
            if (part.Start.Value > 0)
            {
                _bytes[_count++] = (byte)'&';
            }

            _count += XmlText.Decode(raw[part], _bytes.AsSpan(_count));
        }
    }

    public readonly void Dispose()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }
    }

    private void Ensure(int more)
    {
        if (_bytes.Length - _count >= more)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _count + more));
        Written.CopyTo(larger);
        Dispose();
        _bytes = larger;
    }
}
