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

    private RequestBytes _bytes;

    private RequestFields(int capacity) => _bytes = new RequestBytes(capacity);

    public readonly ReadOnlySpan<byte> Block => _bytes.Written.Span;

    /// <exception cref="SourceException">A part of the request cannot be written safely.</exception>
    public static RequestFields Write(
        SourceRequest request, FetchContext context, CallFields fields, bool isSecure, SourceAuthority authority)
    {
        var block = new RequestFields(Initial);
        try
        {
            block.WriteStart(request, fields.Credentials.Target(request.Target), isSecure, authority);
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
    public void Write(string name, ReadOnlySpan<char> value)
    {
        var isOwn = Framing.Contains(name)
            || (name.Equals("TE", StringComparison.OrdinalIgnoreCase) && value is not "trailers");
        RequestRules.CheckField(name, value, isOwn);
        _bytes.Append(NeverIndexed);
        AppendInteger(0, 7, name.Length);
        Ascii.ToLower(name, _bytes.Free(name.Length), out var written);
        _bytes.Advance(written);
        AppendInteger(0, 7, value.Length);
        _bytes.Append(value);
    }

    public void Dispose() => _bytes.Dispose();

    private void WriteStart(SourceRequest request, string target, bool isSecure, SourceAuthority authority)
    {
        RequestRules.CheckTarget(target);
        _bytes.Append(request.Method == HttpMethod.Get ? MethodGet : MethodPost);
        _bytes.Append(isSecure ? SchemeHttps : SchemeHttp);
        Append(Authority, authority.Host, "");
        Append(Path, authority.Path, target is "" && authority.Path is "" ? "/" : target);
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
        AppendInteger(WithoutIndexing, 4, number);
        AppendInteger(0, 7, start.Length + rest.Length);
        _bytes.Append(start);
        _bytes.Append(rest);
    }

    /// <summary>Source: RFC 7541 §5.1.</summary>
    private void AppendInteger(byte pattern, int prefixBits, int value)
    {
        var prefixMax = (1 << prefixBits) - 1;
        if (value < prefixMax)
        {
            _bytes.Append((byte)(pattern | value));
            return;
        }

        _bytes.Append((byte)(pattern | prefixMax));
        for (value -= prefixMax; value >= 0x80; value >>= 7)
        {
            _bytes.Append((byte)(value | 0x80));
        }

        _bytes.Append((byte)value);
    }
}
