using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Gateway.Common.Primitives;

namespace Gateway.Common.Sources.Http;

/// <summary>Receives one response after the other from a connection: its head, then its body as one array.</summary>
/// <remarks>Kept with its connection, so that a response costs no object here.</remarks>
internal sealed class ResponseReader(Http1Connection connection)
{
    /// <summary>100 Continue and the like before the answer.</summary>
    private const int InterimMax = 8;

    private const int HeadBytesUsual = 512;

    private ReceiveBuffer _buffer;
    private ResponseHead _head;
    private ChunkedBody _chunks;
    private ValueTask<int> _first;
    private bool _isListening;
    private bool _hasBegun;
    private int _interims;

    /// <summary>Whether the response ended where it said, and the connection may serve another request.</summary>
    public bool IsReusable { get; private set; }

    public ResponseHead Head => _head;

    /// <summary>The bytes of the head, until the body is read.</summary>
    public ReadOnlySpan<byte> HeadBytes => _buffer.Received[.._head.Length];

    /// <summary>
    /// Begins to receive before the request is sent: one system call asks whether the connection is quiet and waits
    /// for the answer.
    /// </summary>
    /// <param name="expectedBytes">Of the body, by what was answered before; 0 where nobody knows.</param>
    /// <param name="cancellationToken">Ends the connection's use.</param>
    /// <returns>
    /// Whether nothing has come that nobody asked for, nor the end: either makes a connection unusable that has served
    /// before.
    /// </returns>
    [SuppressMessage("Reliability", "CA2012", Justification = "Awaited once: as the head is read, or abandoned.")]
    public bool Listen(int expectedBytes, CancellationToken cancellationToken)
    {
        _buffer.Expect(expectedBytes > 0 ? expectedBytes + HeadBytesUsual : 0);
        _hasBegun = IsReusable = false;
        _head = new ResponseHead();
        _interims = 0;
        _first = connection.ReceiveAsync(_buffer.Free(), cancellationToken);
        _isListening = true;
        return !_first.IsCompleted;
    }

    /// <summary>More bytes of the head: how many came is told to <see cref="ReadHead"/>.</summary>
    public ValueTask<int> ReceiveHeadAsync(CancellationToken cancellationToken)
    {
        if (!_isListening)
        {
            return connection.ReceiveAsync(_buffer.Free(), cancellationToken);
        }

        _isListening = false;
        return _first;
    }

    /// <returns>Whether the head is whole, that of the answer: interim ones are passed over.</returns>
    /// <exception cref="IOException">The source closed the connection before the end.</exception>
    /// <exception cref="MalformedResponseException">No response of HTTP/1.1.</exception>
    public bool ReadHead(int received)
    {
        Take(received);
        while (_head.Read(_buffer.Received))
        {
            if (_head.Status >= 200)
            {
                return true;
            }

            if (_head.Status == 101)
            {
                throw new MalformedResponseException("101 was not asked for.");
            }

            if (_interims++ == InterimMax)
            {
                throw new MalformedResponseException($"More than {InterimMax} interim responses.");
            }

            _buffer.Cut(0, _head.Length);
            _head = new ResponseHead();
        }

        return false;
    }

    /// <summary>The body as the first bytes of a rented array that is the caller's.</summary>
    /// <exception cref="IOException">The source closed the connection before the end.</exception>
    /// <exception cref="MalformedResponseException">The framing is broken, or the body larger than allowed.</exception>
    [AsyncMethodBuilder(typeof(PooledTaskBuilder<>))]
    public async ValueTask<(byte[] Body, int Length)> ReadBodyAsync(
        bool hasBody, int bytesMax, CancellationToken cancellationToken)
    {
        _buffer.Cut(0, _head.Length);
        int length;
        if (!hasBody)
        {
            length = 0;
        }
        else if (_head.IsChunked)
        {
            length = await ReadChunksAsync(bytesMax, cancellationToken).ConfigureAwait(false);
        }
        else if (_head.ContentLength >= 0)
        {
            length = _head.ContentLength <= bytesMax ? (int)_head.ContentLength : throw TooLarge(bytesMax);
            while (_buffer.Filled < length)
            {
                Take(await connection.ReceiveAsync(_buffer.Free(length), cancellationToken).ConfigureAwait(false));
            }
        }
        else
        {
            length = await ReadToEndAsync(bytesMax, cancellationToken).ConfigureAwait(false);
            return (_buffer.Detach(), length);
        }

        IsReusable = _head.IsPersistent && _buffer.Filled == length;
        return (_buffer.Detach(), length);
    }

    /// <summary>Gives back what a response that failed has left; the connection serves no more.</summary>
    public void Abandon()
    {
        if (_isListening)
        {
            // The array is the socket's until its receive has ended, which the connection's end brings about.
            _isListening = false;
            _ = AbandonLaterAsync();
            return;
        }

        _buffer.Dispose();
    }

    private async Task AbandonLaterAsync()
    {
        try
        {
            await _first.ConfigureAwait(false);
        }
        catch (Exception ended) when (ended is IOException or SocketException or OperationCanceledException
            or ObjectDisposedException)
        {
        }

        _buffer.Dispose();
    }

    public static MalformedResponseException TooLarge(int bytesMax) =>
        new($"The response has more than {bytesMax} bytes.");

    private async ValueTask<int> ReadChunksAsync(int bytesMax, CancellationToken cancellationToken)
    {
        _chunks = new ChunkedBody(bytesMax);
        while (!_chunks.Read(ref _buffer))
        {
            Take(await connection.ReceiveAsync(_buffer.Free(), cancellationToken).ConfigureAwait(false));
        }

        return _chunks.Length;
    }

    /// <summary>Source: RFC 9112 §6.3, the last case: a body that ends with its connection.</summary>
    private async ValueTask<int> ReadToEndAsync(int bytesMax, CancellationToken cancellationToken)
    {
        int read;
        while ((read = await connection.ReceiveAsync(_buffer.Free(), cancellationToken).ConfigureAwait(false)) > 0)
        {
            _buffer.Advance(read);
            if (_buffer.Filled > bytesMax)
            {
                throw TooLarge(bytesMax);
            }
        }

        return _buffer.Filled;
    }

    private void Take(int read)
    {
        if (read == 0)
        {
            throw new IOException(_hasBegun
                ? "The source closed the connection in the middle of its answer."
                : "The source closed the connection without an answer.");
        }

        _hasBegun = true;
        _buffer.Advance(read);
    }
}
