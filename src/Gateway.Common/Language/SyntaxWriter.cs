using System.Buffers;

namespace Gateway.Common.Language;

/// <summary>A pooled buffer of UTF-8 that knows its indentation and can take back what it wrote.</summary>
/// <param name="indentWidth">Blanks for each level: none where the text is only read on by the lexer.</param>
internal sealed class SyntaxWriter(int indentWidth = SyntaxWriter.IndentWidth) : IDisposable
{
    private const int CapacityInitial = 1024;
    private const int IndentWidth = 2;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(CapacityInitial);

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>Levels of indentation after each new line.</summary>
    public int Indent { get; set; }

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    public void Write(byte value) => Reserve(1)[0] = value;

    public void Write(ReadOnlySpan<byte> utf8) => utf8.CopyTo(Reserve(utf8.Length));

    public void Write(Name name) => Write(name.Utf8);

    public void NewLine()
    {
        Write((byte)'\n');
        Reserve(Indent * indentWidth).Fill((byte)' ');
    }

    /// <summary>Takes back all that was written since the buffer had that length.</summary>
    public void Rewind(int length) => Length = length;

    /// <summary>UTF-16 units written since <paramref name="start"/>, indentation not counted.</summary>
    public int WidthSince(int start)
    {
        var written = Written[start..];
        return SourceLocation.Utf16Length(written) - (written.Count((byte)'\n') * Indent * indentWidth);
    }

    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - Length < count)
        {
            Grow(Length + count);
        }

        Length += count;
        return _buffer.AsSpan(Length - count, count);
    }

    private void Grow(int lengthMin)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(lengthMin, _buffer.Length * 2));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
