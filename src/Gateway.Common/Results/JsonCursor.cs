using System.Buffers;
using System.Runtime.CompilerServices;

namespace Gateway.Common.Results;

/// <summary>Walks JSON text once, forward, checking it as it goes.</summary>
/// <remarks>
/// Source: RFC 8259. UTF-8 validity is checked once for the whole text by the caller. Errors:
/// <see cref="MalformedJsonException"/> with the offset.
/// </remarks>
internal ref struct JsonCursor(ReadOnlySpan<byte> json)
{
    /// <summary>Nesting of a value that is skipped.</summary>
    public const int DepthMax = 128;

    private static readonly SearchValues<byte> StringStops = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(value => (byte)value), (byte)'"', (byte)'\\']);

    private readonly ReadOnlySpan<byte> _json = json;

    public int Position { get; set; }

    /// <summary>The next byte that is not white space; 0 at the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Peek()
    {
        while (Position < _json.Length)
        {
            var next = _json[Position];
            if (next > (byte)' ')
            {
                return next;
            }

            if (next is not ((byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r'))
            {
                throw Malformed();
            }

            Position++;
        }

        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Expect(byte token)
    {
        if (Peek() != token)
        {
            throw Malformed();
        }

        Position++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(byte token)
    {
        if (Peek() != token)
        {
            return false;
        }

        Position++;
        return true;
    }

    /// <summary>Takes exactly these bytes if they come next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(ReadOnlySpan<byte> bytes)
    {
        if (!_json[Position..].StartsWith(bytes))
        {
            return false;
        }

        Position += bytes.Length;
        return true;
    }

    /// <summary>Takes a string with its quotes.</summary>
    public ReadOnlySpan<byte> TakeString()
    {
        if (Peek() != '"')
        {
            throw Malformed();
        }

        var start = Position++;
        while (true)
        {
            var stop = _json[Position..].IndexOfAny(StringStops);
            if (stop < 0)
            {
                Position = _json.Length;
                throw Malformed();
            }

            Position += stop + 1;
            switch (_json[Position - 1])
            {
                case (byte)'"':
                    return _json[start..Position];
                case (byte)'\\':
                    TakeEscape();
                    break;
                default:
                    throw Malformed();
            }
        }
    }

    /// <summary>Takes a number and tells whether it is written as an integer.</summary>
    /// <remarks>Source: RFC 8259 §6.</remarks>
    public ReadOnlySpan<byte> TakeNumber(out bool isInteger)
    {
        var start = Position;
        if (Current == '-')
        {
            Position++;
        }

        if (Current == '0')
        {
            Position++;
        }
        else
        {
            TakeDigits();
        }

        isInteger = true;
        if (Current == '.')
        {
            isInteger = false;
            Position++;
            TakeDigits();
        }

        if (Current is (byte)'e' or (byte)'E')
        {
            isInteger = false;
            Position++;
            if (Current is (byte)'+' or (byte)'-')
            {
                Position++;
            }

            TakeDigits();
        }

        return _json[start..Position];
    }

    /// <summary>Takes any value whole.</summary>
    public ReadOnlySpan<byte> TakeValue()
    {
        Peek();
        var start = Position;
        Skip(DepthMax);
        return _json[start..Position];
    }

    public void ExpectEnd()
    {
        if (Peek() != 0 || Position < _json.Length)
        {
            throw Malformed();
        }
    }

    public readonly MalformedJsonException Malformed() => new(Position);

    private readonly byte Current => Position < _json.Length ? _json[Position] : (byte)0;

    private void Skip(int depthLeft)
    {
        switch (Peek())
        {
            case (byte)'"':
                TakeString();
                break;
            case (byte)'{':
                SkipObject(depthLeft);
                break;
            case (byte)'[':
                SkipArray(depthLeft);
                break;
            case (byte)'t':
                Expect("true"u8);
                break;
            case (byte)'f':
                Expect("false"u8);
                break;
            case (byte)'n':
                Expect("null"u8);
                break;
            default:
                TakeNumber(out _);
                break;
        }
    }

    private void SkipObject(int depthLeft)
    {
        Position++;
        if (depthLeft == 0)
        {
            throw Malformed();
        }

        if (TryTake((byte)'}'))
        {
            return;
        }

        do
        {
            TakeString();
            Expect((byte)':');
            Skip(depthLeft - 1);
        }
        while (TryTake((byte)','));
        Expect((byte)'}');
    }

    private void SkipArray(int depthLeft)
    {
        Position++;
        if (depthLeft == 0)
        {
            throw Malformed();
        }

        if (TryTake((byte)']'))
        {
            return;
        }

        do
        {
            Skip(depthLeft - 1);
        }
        while (TryTake((byte)','));
        Expect((byte)']');
    }

    private void Expect(ReadOnlySpan<byte> literal)
    {
        if (!TryTake(literal))
        {
            throw Malformed();
        }
    }

    private void TakeDigits()
    {
        var start = Position;
        while (Current is >= (byte)'0' and <= (byte)'9')
        {
            Position++;
        }

        if (Position == start)
        {
            throw Malformed();
        }
    }

    private void TakeEscape()
    {
        switch (Current)
        {
            case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                Position++;
                break;
            case (byte)'u' when Position + 4 < _json.Length && IsHex(_json.Slice(Position + 1, 4)):
                Position += 5;
                break;
            default:
                throw Malformed();
        }
    }

    private static bool IsHex(ReadOnlySpan<byte> digits)
    {
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return false;
            }
        }

        return true;
    }
}
