using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using Gateway.Common.Sources.Http;

namespace Gateway.Common.Sources.Http2;

/// <summary>Writes the field block of a request, which is the same whatever was sent before it.</summary>
/// <remarks>
/// No field is indexed, so that blocks can be written side by side and no peer's table is needed; what a call brings is
/// marked so that nobody on the way indexes it either. Mutable; <see cref="Dispose"/> gives the array back.
/// Source: RFC 7541 §6.2.2, §6.2.3, §7.1.3; RFC 9113 §8.3.1.
/// </remarks>
internal struct RequestFields : IFieldWriter, IDisposable
{
    private const int Initial = 1024;
    private const int IntegerBytesMax = 6;
    private const byte WithoutIndexing = 0x00;
    private const byte NeverIndexed = 0x10;
    private const byte MethodGet = 0x82;
    private const byte MethodPost = 0x83;
    private const byte SchemeHttp = 0x86;
    private const byte SchemeHttps = 0x87;
    private const int Authority = 1;
    private const int Path = 4;
    private const int ContentType = 31;

    /// <summary>What frames messages and connections. Source: RFC 9113 §8.2.2.</summary>
    private static readonly FrozenSet<string> Framing = new[]
    {
        "Connection", "Content-Length", "Expect", "Host", "Keep-Alive", "Proxy-Connection", "Trailer",
        "Transfer-Encoding", "Upgrade",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private byte[] _array;
    private int _length;

    private RequestFields(int capacity) => _array = ArrayPool<byte>.Shared.Rent(capacity);

    public readonly ReadOnlySpan<byte> Block => _array.AsSpan(0, _length);

    /// <param name="path">The source's path, before the request's target.</param>
    /// <exception cref="SourceException">A part of the request cannot be written safely.</exception>
    public static RequestFields Write(
        SourceRequest request, FetchContext context, CallFields fields, bool isSecure, string authority, string path)
    {
        var block = new RequestFields(Initial);
        try
        {
            block.WriteStart(request, fields.Credentials.Target(request.Target), isSecure, authority, path);
            fields.Write(request, context, ref block);
            return block;
        }
        catch
        {
            block.Dispose();
            throw;
        }
    }

    /// <exception cref="SourceException">A field of the connection's own, or text that is not ASCII.</exception>
    public void Write(string name, string value)
    {
        if (Framing.Contains(name) || !Ascii.IsValid(value)
            || name.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0 || name.Contains(':', StringComparison.Ordinal)
            || (name.Equals("TE", StringComparison.OrdinalIgnoreCase) && value != "trailers"))
        {
            throw new SourceException(
                SourceErrorCodes.InvalidArgument, $"The header {name} cannot be sent, or not with this value.");
        }

        Ensure((2 * IntegerBytesMax) + 1 + name.Length + value.Length);
        _array[_length++] = NeverIndexed;
        AppendInteger(0, 7, name.Length);
        Ascii.ToLower(name, _array.AsSpan(_length), out var written);
        _length += written;
        AppendText(value);
    }

    public void Dispose()
    {
        if (_array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_array);
        }

        _array = [];
    }

    private void WriteStart(SourceRequest request, string target, bool isSecure, string authority, string path)
    {
        if (target.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0)
        {
            throw new SourceException(
                SourceErrorCodes.InvalidArgument, "The target of the call holds what no URL may hold as it is.");
        }

        Ensure(2);
        _array[_length++] = request.Method == HttpMethod.Get ? MethodGet : MethodPost;
        _array[_length++] = isSecure ? SchemeHttps : SchemeHttp;
        Append(Authority, authority, "");
        Append(Path, path, target is "" && path is "" ? "/" : target);
        if (request.ContentType is { } contentType)
        {
            Append(ContentType, contentType, "");
        }
    }

    /// <param name="number">Of the name in the static table.</param>
    /// <param name="start">Of the value.</param>
    /// <param name="rest">Of the value.</param>
    private void Append(int number, string start, string rest)
    {
        Ensure((2 * IntegerBytesMax) + start.Length + rest.Length);
        AppendInteger(WithoutIndexing, 4, number);
        AppendInteger(0, 7, start.Length + rest.Length);
        _length += Encoding.ASCII.GetBytes(start, _array.AsSpan(_length));
        _length += Encoding.ASCII.GetBytes(rest, _array.AsSpan(_length));
    }

    private void AppendText(string text)
    {
        AppendInteger(0, 7, text.Length);
        _length += Encoding.ASCII.GetBytes(text, _array.AsSpan(_length));
    }

    /// <summary>Source: RFC 7541 §5.1.</summary>
    private void AppendInteger(byte pattern, int prefixBits, int value)
    {
        var prefixMax = (1 << prefixBits) - 1;
        if (value < prefixMax)
        {
            _array[_length++] = (byte)(pattern | value);
            return;
        }

        _array[_length++] = (byte)(pattern | prefixMax);
        for (value -= prefixMax; value >= 0x80; value >>= 7)
        {
            _array[_length++] = (byte)(value | 0x80);
        }

        _array[_length++] = (byte)value;
    }

    private void Ensure(int count)
    {
        if (_array.Length - _length >= count)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + count, _array.Length * 2));
        _array.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_array);
        _array = larger;
    }
}
