using System.Runtime.CompilerServices;

namespace Gateway.Common.Sources.Http2;

/// <summary>Receives a connection's bytes and takes them apart into frames, one receive after the other.</summary>
/// <remarks>
/// Calls that a receive completed go on when all of it was read: some of them here, which costs no hop to another
/// thread, the others in the pool: <see cref="ReadyStreams"/>. By then the next receive is on its way and its
/// continuation is set. Bounds: <see cref="Http2Limits"/>. Source: RFC 9113 §4, §6.2, §6.10.
/// </remarks>
internal sealed class FrameReader
{
    private const int BufferBytes = 64 * 1024;
    private const int RoomMin = BufferBytes / 2;
    private const int PriorityBytes = 5;

    private readonly Http2Connection _connection;
    private readonly Http2Session _session;
    private readonly Stream _wire;
    private readonly FrameHandler _handler;
    private readonly FieldBlockReader _blocks = new();
    private readonly FieldLines _lines = new();
    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly Action _received;
    private ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter _receive;
    private int _start;
    private int _end;
    private int _idleFrames;
    private byte[] _block = [];
    private int _blockLength;
    private int _continuations;

    /// <summary>The HEADERS frame whose block is not complete; its stream is 0 for none.</summary>
    private FrameHeader _blockFrame;

    private bool _hasSettings;

    public FrameReader(Http2Connection connection, Http2Session session, Stream wire)
    {
        _connection = connection;
        _session = session;
        _wire = wire;
        _handler = new FrameHandler(session);
        _received = OnReceived;
    }

    /// <summary>Goes on until the connection ends.</summary>
    public void Run()
    {
        try
        {
            while (true)
            {
#pragma warning disable CA2012 // Consumed once: by GetResult, here or in the continuation that is set below.
                _receive = _wire.ReadAsync(_buffer.AsMemory(_end)).ConfigureAwait(false).GetAwaiter();
#pragma warning restore CA2012
                if (!_receive.IsCompleted)
                {
                    break;
                }

                _handler.Ready.Release();
                if (!TryTake())
                {
                    return;
                }
            }
        }
#pragma warning disable CA1031 // Whatever it is, nobody else would ever tell the calls that wait.
        catch (Exception broken)
#pragma warning restore CA1031
        {
            Fail(broken);
            return;
        }

        var group = _handler.Ready.ReleaseAllButOne();
        _receive.UnsafeOnCompleted(_received);
        group?.Execute();
    }

    private void OnReceived()
    {
        if (TryTake())
        {
            Run();
        }
    }

    /// <returns>False when the connection has ended.</returns>
    private bool TryTake()
    {
        try
        {
            return Take(_receive.GetResult());
        }
#pragma warning disable CA1031 // Whatever it is, nobody else would ever tell the calls that wait.
        catch (Exception broken)
#pragma warning restore CA1031
        {
            Fail(broken);
            return false;
        }
    }

    private void Fail(Exception broken)
    {
        _handler.Ready.Release();
        _connection.Fail(broken);
    }

    /// <returns>False at the end.</returns>
    private bool Take(int count)
    {
        if (count == 0)
        {
            Fail(new IOException(_hasSettings
                ? "The source closed the connection."
                : "The source closed the connection without a word of HTTP/2."));
            return false;
        }

        _end += count;
        _connection.Touch();
        while (_end - _start >= FrameHeader.Bytes)
        {
            var frame = FrameHeader.Read(_buffer.AsSpan(_start));
            if (frame.Length > Http2Limits.FrameBytesMax)
            {
                throw TooLong();
            }

            var whole = FrameHeader.Bytes + frame.Length;
            if (_end - _start < whole)
            {
                break;
            }

            Handle(frame, _buffer.AsSpan(_start + FrameHeader.Bytes, frame.Length));
            _start += whole;
        }

        MakeRoom();
        if (_connection.Flush())
        {
            return true;
        }

        Fail(new IOException("The connection takes no more calls, and has none left."));
        return false;
    }

    private void MakeRoom()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }
        else if (BufferBytes - _end < RoomMin)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
    }

    private void Handle(FrameHeader frame, ReadOnlySpan<byte> payload)
    {
        if (!_hasSettings)
        {
            _hasSettings = frame.Type == FrameType.Settings && !frame.Has(FrameFlags.Ack)
                ? true
                : throw Broken("something before its settings");
            _handler.Settings(frame, payload);
            _connection.SetReady();
            return;
        }

        if (_blockFrame.StreamId != 0
            && (frame.Type != FrameType.Continuation || frame.StreamId != _blockFrame.StreamId))
        {
            throw Broken("another frame between those of a field block");
        }

        var isUseful = frame.Type switch
        {
            FrameType.Data => _handler.Data(frame, payload),
            FrameType.Headers => TakeHeaders(frame, payload),
            FrameType.Continuation => TakeContinuation(frame, payload),
            FrameType.RstStream => _handler.Reset(frame, payload),
            FrameType.Settings => _handler.Settings(frame, payload),
            FrameType.Ping => _handler.Ping(frame, payload),
            FrameType.GoAway => _handler.GoAway(frame, payload),
            FrameType.WindowUpdate => _handler.WindowUpdate(frame, payload),
            FrameType.PushPromise => throw Broken("a promise that was forbidden"),
            _ => false,
        };
        _idleFrames = isUseful ? 0 : _idleFrames + 1;
        if (_idleFrames > Http2Limits.IdleFramesMax)
        {
            throw Flood("frames that bring nothing");
        }
    }

    private bool TakeHeaders(FrameHeader frame, ReadOnlySpan<byte> payload)
    {
        payload = FrameHandler.Unpad(frame, payload);
        if (frame.Has(FrameFlags.Priority))
        {
            FrameHandler.CheckSize(payload.Length >= PriorityBytes);
            payload = payload[PriorityBytes..];
        }

        if (frame.StreamId == 0)
        {
            throw Broken("fields without a stream");
        }

        if (frame.Has(FrameFlags.EndHeaders))
        {
            return TakeBlock(frame, payload);
        }

        _blockFrame = frame;
        _blockLength = _continuations = 0;
        Append(payload);
        return false;
    }

    private bool TakeContinuation(FrameHeader frame, ReadOnlySpan<byte> payload)
    {
        if (_blockFrame.StreamId == 0)
        {
            throw Broken("the rest of a field block without its beginning");
        }

        if (++_continuations > Http2Limits.ContinuationsMax)
        {
            throw Flood("parts of a field block");
        }

        Append(payload);
        if (!frame.Has(FrameFlags.EndHeaders))
        {
            return false;
        }

        var first = _blockFrame;
        _blockFrame = default;
        return TakeBlock(first, _block.AsSpan(0, _blockLength));
    }

    private void Append(ReadOnlySpan<byte> part)
    {
        if (_blockLength + part.Length > Http2Limits.FieldBlockBytesMax)
        {
            throw Flood("bytes of one field block");
        }

        if (_block.Length == 0)
        {
            _block = new byte[Http2Limits.FieldBlockBytesMax];
        }

        part.CopyTo(_block.AsSpan(_blockLength));
        _blockLength += part.Length;
    }

    private bool TakeBlock(FrameHeader frame, ReadOnlySpan<byte> block)
    {
        _lines.Clear();
        _blocks.Read(block, _lines);
        return _handler.Fields(frame.StreamId, _lines, frame.Has(FrameFlags.EndStream));
    }

    private Http2Exception TooLong() => !_hasSettings && _buffer.AsSpan(_start).StartsWith("HTTP/1."u8)
        ? Broken("an answer of HTTP/1.1 where HTTP/2 was spoken to it")
        : new Http2Exception(Http2Error.FrameSize, "The source sent a frame longer than allowed.");

    private static Http2Exception Flood(string what) =>
        new(Http2Error.EnhanceYourCalm, $"The source sent more {what} than allowed.");

    private static Http2Exception Broken(string what) => new(Http2Error.Protocol, $"The source sent {what}.");
}
