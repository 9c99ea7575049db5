using System.Buffers.Text;
using System.Text;

namespace Gateway.Common.Sources.Http;

/// <summary>Status line and fields of a response, read as they come; only what a caller goes by is kept.</summary>
/// <remarks>
/// Source: RFC 9112 §2 to §6. Stricter than many: no folded lines, no space before a colon, no bare CR, one length, no
/// transfer coding but chunked. A single LF ends a line (§2.2). Errors: <see cref="MalformedResponseException"/>.
/// </remarks>
internal struct ResponseHead
{
    /// <summary>Bytes of one head with all its lines.</summary>
    public const int BytesMax = 32 * 1024;

    private bool _hasStatusLine;
    private bool _isOld;
    private bool _hasTransferEncoding;
    private bool? _keepsOpen;

    public ResponseHead()
    {
    }

    public int Status { get; private set; }

    /// <summary>Bytes up to and with the empty line; where reading goes on until then.</summary>
    public int Length { get; private set; }

    /// <summary>-1 when none was told.</summary>
    public long ContentLength { get; private set; } = -1;

    public bool IsChunked { get; private set; }

    /// <summary>The value's place in the head.</summary>
    public Range ContentType { get; private set; }

    public Range ContentEncoding { get; private set; }

    public Range RetryAfter { get; private set; }

    /// <summary>
    /// Whether the connection may serve another request. Source: RFC 9112 §9.3; §6.3 for both framings at once.
    /// </summary>
    public readonly bool IsPersistent => (_keepsOpen ?? !_isOld) && !(IsChunked && ContentLength >= 0);

    /// <summary>Whether no body follows, whatever the fields say. Source: RFC 9112 §6.3.</summary>
    public readonly bool IsBodiless => Status is < 200 or 204 or 304;

    /// <param name="received">All bytes of the response so far.</param>
    /// <returns>Whether the head is complete.</returns>
    public bool Read(ReadOnlySpan<byte> received)
    {
        while (received[Length..].IndexOf((byte)'\n') is >= 0 and var end)
        {
            var start = Length;
            Length += end + 1;
            var line = received.Slice(start, end);
            line = line is [.. var head, (byte)'\r'] ? head : line;
            if (line.IndexOfAny((byte)'\r', (byte)0) >= 0)
            {
                throw new MalformedResponseException("A line of the response's head holds CR or NUL.");
            }

            if (line.IsEmpty)
            {
                return _hasStatusLine ? Complete() : throw new MalformedResponseException("An empty status line.");
            }

            if (!_hasStatusLine)
            {
                ReadStatusLine(line);
            }
            else
            {
                ReadField(line, start);
            }
        }

        return received.Length <= BytesMax
            ? false
            : throw new MalformedResponseException($"The response's head has more than {BytesMax} bytes.");
    }

    private readonly bool Complete() => _hasTransferEncoding && _isOld
        ? throw new MalformedResponseException("A transfer coding in a response of HTTP/1.0.")
        : true;

    /// <summary>Source: RFC 9112 §4.</summary>
    private void ReadStatusLine(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("HTTP/1."u8) || line.Length < 12 || line[7] is not ((byte)'0' or (byte)'1')
            || line[8] != (byte)' ' || (line.Length > 12 && line[12] != (byte)' ')
            || !Utf8Parser.TryParse(line[9..12], out int status, out var digits) || digits != 3 || status < 100)
        {
            throw new MalformedResponseException("The answer does not begin with a status line of HTTP/1.1.");
        }

        _hasStatusLine = true;
        _isOld = line[7] == (byte)'0';
        Status = status;
    }

    /// <summary>Source: RFC 9112 §5.</summary>
    private void ReadField(ReadOnlySpan<byte> line, int start)
    {
        var colon = line.IndexOf((byte)':');
        if (colon <= 0 || line[..colon].IndexOfAnyExceptInRange((byte)'!', (byte)'~') >= 0)
        {
            throw new MalformedResponseException("A line of the response's head is no field.");
        }

        var name = line[..colon];
        var (from, to) = (colon + 1, line.Length);
        while (from < to && line[from] is (byte)' ' or (byte)'\t')
        {
            from++;
        }

        while (to > from && line[to - 1] is (byte)' ' or (byte)'\t')
        {
            to--;
        }

        Keep(name, line[from..to], (start + from)..(start + to));
    }

    private void Keep(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, Range place)
    {
        switch (name.Length)
        {
            case 10 when Ascii.EqualsIgnoreCase(name, "Connection"u8):
                ReadConnection(value);
                break;
            case 11 when Ascii.EqualsIgnoreCase(name, "Retry-After"u8):
                RetryAfter = place;
                break;
            case 12 when Ascii.EqualsIgnoreCase(name, "Content-Type"u8):
                ContentType = place;
                break;
            case 14 when Ascii.EqualsIgnoreCase(name, "Content-Length"u8):
                ReadLength(value);
                break;
            case 16 when Ascii.EqualsIgnoreCase(name, "Content-Encoding"u8):
                ContentEncoding = ContentEncoding.Equals(default(Range))
                    ? place
                    : throw new MalformedResponseException("The response has two content encodings.");
                break;
            case 17 when Ascii.EqualsIgnoreCase(name, "Transfer-Encoding"u8):
                ReadTransferEncoding(value);
                break;
        }
    }

    private void ReadConnection(ReadOnlySpan<byte> value)
    {
        foreach (var part in value.Split((byte)','))
        {
            var option = value[part].Trim((byte)' ');
            _keepsOpen = Ascii.EqualsIgnoreCase(option, "close"u8) ? false
                : Ascii.EqualsIgnoreCase(option, "keep-alive"u8) ? _keepsOpen ?? true
                : _keepsOpen;
        }
    }

    private void ReadLength(ReadOnlySpan<byte> value)
    {
        if (value.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0
            || !Utf8Parser.TryParse(value, out long length, out var digits) || digits != value.Length
            || (ContentLength >= 0 && ContentLength != length))
        {
            throw new MalformedResponseException("The response's Content-Length is no single number.");
        }

        ContentLength = length;
    }

    private void ReadTransferEncoding(ReadOnlySpan<byte> value)
    {
        if (_hasTransferEncoding || !Ascii.EqualsIgnoreCase(value, "chunked"u8))
        {
            throw new MalformedResponseException("The response has a transfer coding other than chunked.");
        }

        _hasTransferEncoding = true;
        IsChunked = true;
    }
}
