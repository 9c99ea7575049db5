using System.Buffers;
using System.Buffers.Text;

namespace Gateway.Common.Sources.Http2;

/// <summary>The fields of one block, checked, as the lines that <see cref="AnswerFields"/> finds them in.</summary>
/// <remarks>
/// What is malformed is remembered, not thrown: the block is read to its end all the same, and only its stream ends.
/// Bound: <see cref="Http2Limits.FieldListBytesMax"/>. Source: RFC 9113 §8.2, §8.3.2.
/// </remarks>
internal sealed class FieldLines
{
    private const int FieldOverhead = 32;

    /// <summary>Of a field's name: a token without capitals. Source: RFC 9110 §5.6.2, RFC 9113 §8.2.1.</summary>
    private static readonly SearchValues<byte> NameBytes =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz"u8);

    private static readonly SearchValues<byte> LineEnds = SearchValues.Create("\r\n\0"u8);

    private readonly byte[] _lines = new byte[Http2Limits.FieldListBytesMax];
    private int _length;
    private int _listBytes;

    /// <summary>0 where the block brought none, as trailers do.</summary>
    public int Status { get; private set; }

    /// <summary>-1 when none was told.</summary>
    public long ContentLength { get; private set; }

    /// <summary>What is wrong with the fields; null for nothing.</summary>
    public string? Fault { get; private set; }

    public ReadOnlySpan<byte> Lines => _lines.AsSpan(0, _length);

    public void Clear()
    {
        _length = _listBytes = Status = 0;
        ContentLength = -1;
        Fault = null;
    }

    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        _listBytes = Math.Min(_listBytes + name.Length + value.Length + FieldOverhead, int.MaxValue / 2);
        if (Fault is not null)
        {
            return;
        }

        Fault = _listBytes > Http2Limits.FieldListBytesMax
            ? $"The fields of the response have more than {Http2Limits.FieldListBytesMax} bytes."
            : name is [(byte)':', ..] ? TakePseudo(name, value) : Take(name, value);
    }

    /// <summary>Source: RFC 9113 §8.3.2: one <c>:status</c>, before all others, and nothing else of its kind.</summary>
    private string? TakePseudo(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (Status != 0 || _length > 0 || !name.SequenceEqual(":status"u8))
        {
            return "A response has another pseudo-header than one status at its beginning.";
        }

        Status = value.Length == 3 && Utf8Parser.TryParse(value, out int status, out var digits) && digits == 3
            && status >= 100
                ? status
                : 0;
        return Status == 0 ? "The status of the response is no number of three digits." : null;
    }

    private string? Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (name.IsEmpty || name.ContainsAnyExcept(NameBytes) || value.ContainsAny(LineEnds))
        {
            return "A field of the response has a name or a value that no field may have.";
        }

        if (IsOfConnection(name))
        {
            return "The response has a field of a connection of HTTP/1.1.";
        }

        if (name.SequenceEqual("content-length"u8) && !TakeLength(value))
        {
            return "The response's content-length is no single number.";
        }

        // The list counts 32 bytes for each field, the line three.
        var line = _lines.AsSpan(_length);
        line[0] = (byte)'\n';
        name.CopyTo(line[1..]);
        line[name.Length + 1] = (byte)':';
        line[name.Length + 2] = (byte)' ';
        value.CopyTo(line[(name.Length + 3)..]);
        _length += name.Length + value.Length + 3;
        return null;
    }

    private bool TakeLength(ReadOnlySpan<byte> value)
    {
        var isNumber = value.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
            && Utf8Parser.TryParse(value, out long length, out var digits) && digits == value.Length
            && (ContentLength < 0 || ContentLength == length)
            && (ContentLength = length) >= 0;
        return isNumber;
    }

    /// <summary>Source: RFC 9113 §8.2.2.</summary>
    private static bool IsOfConnection(ReadOnlySpan<byte> name) => name.Length switch
    {
        7 => name.SequenceEqual("upgrade"u8),
        10 => name.SequenceEqual("connection"u8) || name.SequenceEqual("keep-alive"u8),
        16 => name.SequenceEqual("proxy-connection"u8),
        17 => name.SequenceEqual("transfer-encoding"u8),
        _ => false,
    };
}
