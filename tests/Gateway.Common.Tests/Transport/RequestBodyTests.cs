using System.IO.Compression;
using Gateway.Common.Primitives;
using Gateway.Common.Transport;
using Microsoft.AspNetCore.Http;

namespace Gateway.Common.Tests.Transport;

/// <summary>Bodies that are small on the wire and huge in memory.</summary>
public sealed class RequestBodyTests
{
    private const int LargestBodyBytes = 64 << 20;
    private const int Ratio = 20;

    /// <summary>As much as a decompressor reads ahead, and a round more.</summary>
    private const int WireBytesMax = 64 * 1024;

    [Theory]
    [InlineData("gzip", 256 * 1024)]
    [InlineData("br", 256 * 1024)]
    [InlineData("gzip", LargestBodyBytes)]
    [InlineData("br", LargestBodyBytes)]
    public async Task A_bomb_of_ten_gigabytes_is_refused_at_its_beginning(string encoding, int bytesMax)
    {
        var wire = new RepeatingStream(Zeros(encoding, 10 << 20), times: 1024);
        using var body = new PooledBytes();

        var refusal = await ReadAsync(wire, encoding, bytesMax, body);

        Assert.Equal((413, "BODY_TOO_LARGE"), (refusal?.Status, refusal?.Code));
        Assert.InRange(body.Length, 0, (Ratio * WireBytesMax) + RequestBody.RatioFreeBytes);
        Assert.InRange(wire.Count, 1, WireBytesMax);
    }

    [Fact]
    public async Task An_endless_body_is_refused_at_its_bound()
    {
        var wire = new RepeatingStream(new byte[1024], times: int.MaxValue);
        using var body = new PooledBytes();

        var refusal = await ReadAsync(wire, null, 100_000, body);

        Assert.Equal(413, refusal?.Status);
        Assert.InRange(wire.Count, 1, 300_000);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task What_is_cut_or_is_none_does_not_decompress(string encoding)
    {
        using var body = new PooledBytes();

        var refusal = await ReadAsync(new RepeatingStream([1, 2, 3, 4], times: 3), encoding, 1_000, body);

        Assert.Equal((400, "BODY_MALFORMED"), (refusal?.Status, refusal?.Code));
    }

    private static async Task<BodyRefusal?> ReadAsync(Stream wire, string? encoding, int bytesMax, PooledBytes body)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = wire;
        if (encoding is not null)
        {
            context.Request.Headers.ContentEncoding = encoding;
        }

        return await RequestBody.ReadAsync(context, bytesMax, Ratio, body);
    }

    private static byte[] Zeros(string encoding, int length)
    {
        using var buffer = new MemoryStream();
        using (Stream stream = encoding == "gzip"
            ? new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true)
            : new BrotliStream(buffer, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write(new byte[length]);
        }

        return buffer.ToArray();
    }

    /// <summary>The same bytes again and again, counted; of gzip that is one valid stream of many members.</summary>
    private sealed class RepeatingStream(byte[] bytes, int times) : Stream
    {
        public long Count { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Count; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var at = (int)(Count % bytes.Length);
            var read = Count / bytes.Length >= times ? 0 : Math.Min(count, bytes.Length - at);
            bytes.AsSpan(at, read).CopyTo(buffer.AsSpan(offset));
            Count += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
