using System.Buffers.Binary;

namespace Gateway.Common.Sources.Http2;

/// <summary>Does what a peer's frames say, each under the session's lock.</summary>
/// <remarks>
/// Each method tells whether its frame brought a call further. Errors: <see cref="Http2Exception"/> ends the
/// connection; what is wrong with one response ends its stream only. Source: RFC 9113 §6, §8.1.
/// </remarks>
internal sealed class FrameHandler(Http2Session session)
{
    private const int WindowUpdateBytes = 4;
    private const int ResetBytes = 4;
    private const int GoAwayBytesMin = 8;
    private const int PingBytes = 8;

    private readonly FieldMemory _memory = new();

    public ReadyStreams Ready { get; } = new(ReadyStreams.GroupMax);

    public bool Data(FrameHeader frame, ReadOnlySpan<byte> payload)
    {
        var data = Unpad(frame, payload);
        lock (session.Gate)
        {
            var stream = session.Find(frame.StreamId);
            session.TakeData(payload.Length);
            if (stream is null)
            {
                return data.Length > 0;
            }

            stream.ReceiveWindow -= payload.Length;
            if (stream.ReceiveWindow < 0)
            {
                Reset(stream, Http2Error.FlowControl, "The response is larger than its window.");
                return true;
            }

            var fault = stream.TakeData(data);
            if (fault is not null)
            {
                Reset(stream, Http2Error.Protocol, fault);
                return true;
            }

            if (frame.Has(FrameFlags.EndStream))
            {
                End(stream);
                return true;
            }

            session.GiveBack(stream, stream.IsRead ? payload.Length - data.Length : payload.Length);
            if (stream.IsRead && data.Length > 0)
            {
                Notify(stream);
            }

            return data.Length > 0;
        }
    }

    public bool Fields(int streamId, FieldLines lines, bool endsStream)
    {
        lock (session.Gate)
        {
            if (session.Find(streamId) is not { } stream)
            {
                return false;
            }

            var fault = stream.TakeFields(lines, endsStream, _memory);
            if (fault is not null)
            {
                Reset(stream, Http2Error.Protocol, fault);
            }
            else if (endsStream)
            {
                End(stream);
            }
            else if (stream.IsRead && stream.Status != 0)
            {
                Notify(stream);
            }

            return true;
        }
    }

    public bool Reset(FrameHeader frame, ReadOnlySpan<byte> payload)
    {
        CheckSize(payload.Length == ResetBytes);
        var error = (Http2Error)BinaryPrimitives.ReadInt32BigEndian(payload);
        lock (session.Gate)
        {
            if (session.Find(frame.StreamId) is not { } stream)
            {
                return false;
            }

            session.Remove(stream);
            var kind = error == Http2Error.RefusedStream ? StreamFailureKind.NotProcessed : StreamFailureKind.Broken;
            Tell(stream, new StreamFailure(kind, $"The source ended the stream: {error}."));
            return true;
        }
    }

    public bool Settings(FrameHeader frame, ReadOnlySpan<byte> payload)
    {
        var isAck = frame.Has(FrameFlags.Ack);
        CheckSize(isAck ? payload.IsEmpty : payload.Length % 6 == 0);
        CheckConnection(frame);
        if (!isAck)
        {
            lock (session.Gate)
            {
                session.Apply(payload);
                session.Sender.Pending.WriteFrame(FrameType.Settings, FrameFlags.Ack, 0, []);
                NotifySenders();
            }
        }

        return false;
    }

    public bool Ping(FrameHeader frame, ReadOnlySpan<byte> payload)
    {
        CheckSize(payload.Length == PingBytes);
        CheckConnection(frame);
        if (!frame.Has(FrameFlags.Ack))
        {
            lock (session.Gate)
            {
                session.Sender.Pending.WriteFrame(FrameType.Ping, FrameFlags.Ack, 0, payload);
            }
        }

        return false;
    }

    /// <summary>Source: RFC 9113 §6.8.</summary>
    public bool GoAway(FrameHeader frame, ReadOnlySpan<byte> payload)
    {
        CheckSize(payload.Length >= GoAwayBytesMin);
        CheckConnection(frame);
        var last = BinaryPrimitives.ReadInt32BigEndian(payload) & int.MaxValue;
        var error = (Http2Error)BinaryPrimitives.ReadInt32BigEndian(payload[sizeof(int)..]);
        lock (session.Gate)
        {
            session.IsLeaving = true;
            foreach (var stream in session.All.Where(stream => stream.Id > last).ToArray())
            {
                session.Remove(stream);
                Tell(stream, new StreamFailure(
                    StreamFailureKind.NotProcessed, $"The source goes away and left the call undone: {error}."));
            }
        }

        return false;
    }

    public bool WindowUpdate(FrameHeader frame, ReadOnlySpan<byte> payload)
    {
        CheckSize(payload.Length == WindowUpdateBytes);
        var by = BinaryPrimitives.ReadInt32BigEndian(payload) & int.MaxValue;
        lock (session.Gate)
        {
            if (frame.StreamId == 0)
            {
                session.WidenConnection(by > 0 ? by : throw Broken("a window that is not opened"));
                return NotifySenders();
            }

            if (session.Find(frame.StreamId) is not { } stream)
            {
                return false;
            }

            if (by == 0 || !Http2Session.Widen(stream, by))
            {
                Reset(stream, by == 0 ? Http2Error.Protocol : Http2Error.FlowControl, "A window that cannot be.");
            }
            else if (!stream.Unsent.IsEmpty)
            {
                Notify(stream);
                return true;
            }

            return false;
        }
    }

    /// <summary>Takes the padding off. Source: RFC 9113 §6.1.</summary>
    public static ReadOnlySpan<byte> Unpad(FrameHeader frame, ReadOnlySpan<byte> payload)
    {
        if (!frame.Has(FrameFlags.Padded))
        {
            return payload;
        }

        return payload.Length > 0 && payload[0] < payload.Length
            ? payload[1..^payload[0]]
            : throw Broken("more padding than its frame has");
    }

    public static void CheckSize(bool isRight)
    {
        if (!isRight)
        {
            throw new Http2Exception(Http2Error.FrameSize, "The source sent a frame of a wrong size.");
        }
    }

    private static void CheckConnection(FrameHeader frame)
    {
        if (frame.StreamId != 0)
        {
            throw Broken("a frame of the connection in a stream");
        }
    }

    /// <summary>Streams that have something left to send may try again.</summary>
    private bool NotifySenders()
    {
        var any = false;
        foreach (var stream in session.All)
        {
            if (!stream.Unsent.IsEmpty)
            {
                Notify(stream);
                any = true;
            }
        }

        return any;
    }

    /// <summary>The response came to its end.</summary>
    private void End(Http2Stream stream)
    {
        if (stream.Status == 0)
        {
            Reset(stream, Http2Error.Protocol, "The response ends before its status.");
        }
        else if (stream.TakeEnd() is { } fault)
        {
            Reset(stream, Http2Error.Protocol, fault);
        }
        else
        {
            if (!stream.Unsent.IsEmpty)
            {
                session.Sender.Pending.WriteReset(stream.Id, Http2Error.Cancel);
            }

            session.Remove(stream);
            Tell(stream, null);
        }
    }

    private void Reset(Http2Stream stream, Http2Error error, string fault)
    {
        session.Sender.Pending.WriteReset(stream.Id, error);
        session.Remove(stream);
        Tell(stream, new StreamFailure(StreamFailureKind.Malformed, fault));
    }

    private void Tell(Http2Stream stream, StreamFailure? failure)
    {
        if (stream.End(failure))
        {
            Ready.Add(stream);
        }
    }

    private void Notify(Http2Stream stream)
    {
        if (stream.Notify())
        {
            Ready.Add(stream);
        }
    }

    private static Http2Exception Broken(string what) => new(Http2Error.Protocol, $"The source sent {what}.");
}
