using System.IO.Compression;
using System.Numerics;
using Gateway.Common.Primitives;
using Microsoft.AspNetCore.Http;

namespace Gateway.Common.Transport;

/// <summary>How answers are compressed, <c>Gateway:Compression</c>.</summary>
internal sealed record CompressionOptions
{
    /// <summary>Default true.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Bytes below which an answer stays as it is; 256 to 16 MiB; default 1 KiB.</summary>
    public int BytesMin { get; init; } = 1024;

    /// <summary>
    /// Effort of Brotli and gzip; 1 to 4, since answers are made for each request; default 3.
    /// </summary>
    public int Level { get; init; } = 3;

    /// <summary>
    /// All that is wrong with these values; <paramref name="path"/> is the record's configuration path.
    /// </summary>
    public IReadOnlyList<SettingProblem> Validate(string path)
    {
        var problems = new SettingProblems(path);
        problems.RequireRange(BytesMin, 256, 16 << 20, nameof(BytesMin));
        problems.RequireRange(Level, 1, 4, nameof(Level));
        return problems.All;
    }
}

/// <summary>Compresses answers of GraphQL and of REST endpoints by what the client accepts.</summary>
/// <remarks>
/// An attack that guesses a secret by the length of compressed answers (BREACH) needs the secret in the answer and the
/// victim's browser to ask for it with the attacker's text beside it. There is no such secret: the anti-forgery header
/// is a constant and no answer of <c>/graphql</c> carries a token or session id; and another site cannot ask, see
/// <c>AntiForgery</c>. REST endpoints are asked by plain GET: what a browser session asks there is never compressed,
/// see <see cref="RestHandler"/>. What does carry one, <c>/bff/user</c> with its logout id, is never compressed.
/// </remarks>
internal sealed class AnswerCompression(CompressionOptions options)
{
    private const int BrotliWindowMin = 10;
    private const int BrotliWindowMax = 22;

    private readonly ZLibCompressionOptions _gzip = new() { CompressionLevel = options.Level };

    /// <summary>Sets the headers that a coding needs.</summary>
    /// <returns>The body to send; null where it is sent as it is.</returns>
    public PooledBytes? Compress(HttpContext context, ReadOnlySpan<byte> body)
    {
        if (!options.IsEnabled)
        {
            return null;
        }

        var headers = context.Response.Headers;
        headers.Append("Vary", "Accept-Encoding");
        var coding = body.Length < options.BytesMin
            ? ContentCoding.Identity
            : AcceptEncoding.Negotiate(context.Request.Headers.AcceptEncoding);
        if (coding == ContentCoding.Identity)
        {
            return null;
        }

        headers.ContentEncoding = coding == ContentCoding.Brotli ? "br" : "gzip";
        return coding == ContentCoding.Brotli ? Brotli(body) : Gzip(body);
    }

    private PooledBytes Brotli(ReadOnlySpan<byte> body)
    {
        // A window no larger than the body: the encoder's tables are as large as its window.
        var window = Math.Clamp(
            1 + BitOperations.Log2((uint)body.Length), BrotliWindowMin, BrotliWindowMax);
        var compressed = new PooledBytes();
        var target = compressed.GetSpan(BrotliEncoder.GetMaxCompressedLength(body.Length));
        if (!BrotliEncoder.TryCompress(body, target, out var written, options.Level, window))
        {
            throw new InvalidOperationException("The encoder needs more than the most it can need.");
        }

        compressed.Advance(written);
        return compressed;
    }

    private PooledBytes Gzip(ReadOnlySpan<byte> body)
    {
        var compressed = new PooledBytes();
        using var gzip = new GZipStream(new PooledStream(compressed), _gzip);
        gzip.Write(body);
        return compressed;
    }

    /// <summary>Takes what the compressor writes.</summary>
    private sealed class PooledStream(PooledBytes bytes) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => bytes.Length;

        public override long Position
        {
            get => bytes.Length;
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer) => bytes.Write(buffer);

        public override void Write(byte[] buffer, int offset, int count) => bytes.Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
