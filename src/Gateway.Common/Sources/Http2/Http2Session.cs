using System.Buffers.Binary;

namespace Gateway.Common.Sources.Http2;

/// <summary>What both sides of one connection know: its streams, its windows, what the peer takes.</summary>
/// <remarks>All of it is touched only under <see cref="Gate"/>. Source: RFC 9113 §5, §6.5, §6.9.</remarks>
internal sealed class Http2Session
{
    private const int WindowInitial = 65_535;
    private const long WindowMax = int.MaxValue;
    private const int SettingBytes = 6;

    private readonly Dictionary<int, Http2Stream> _streams = [];
    private int _lastId = -1;
    private int _streamsMax = Http2Limits.StreamsMax;
    private int _initialWindow = WindowInitial;
    private long _sendWindow = WindowInitial;
    private int _receiveWindow = Http2Limits.ConnectionWindow;
    private int _taken;
    private bool _saysTableSize = true;

    public Http2Session(Stream wire, Action<Exception> fail) => Sender = new FrameSender(wire, Gate, fail);

    public Lock Gate { get; } = new();

    public FrameSender Sender { get; }

    /// <summary>No new streams: it is old, the peer is going away, or it is closed.</summary>
    public bool IsLeaving { get; set; }

    public bool IsClosed { get; set; }

    public int Count => _streams.Count;

    /// <summary>Whether a call may begin now; a peer that does not read what it is sent gets no more.</summary>
    public bool TakesStreams => !IsLeaving && !IsClosed && _streams.Count < _streamsMax
        && Sender.Pending.Length <= Http2Limits.PendingBytesMax;

    public Dictionary<int, Http2Stream>.ValueCollection All => _streams.Values;

    /// <summary>What a client says first. Source: RFC 9113 §3.4, §6.5.2.</summary>
    public void WritePreface()
    {
        Sender.Pending.Write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8);
        Span<byte> settings = stackalloc byte[3 * SettingBytes];
        WriteSetting(settings, Setting.EnablePush, 0);
        WriteSetting(settings[SettingBytes..], Setting.InitialWindowSize, Http2Limits.StreamWindow);
        WriteSetting(settings[(2 * SettingBytes)..], Setting.MaxHeaderListSize, Http2Limits.FieldListBytesMax);
        Sender.Pending.WriteFrame(FrameType.Settings, FrameFlags.None, 0, settings);
        Sender.Pending.WriteWindowUpdate(0, Http2Limits.ConnectionWindow - WindowInitial);
    }

    /// <summary>Gives a stream its number and appends its request, as far as the windows allow.</summary>
    public void Open(Http2Stream stream, in RequestFields fields, ReadOnlyMemory<byte> body, int bytesMax, bool isRead)
    {
        _lastId += 2;
        IsLeaving = _lastId == Http2Limits.StreamIdMax;
        stream.Begin(_lastId, body, bytesMax, isRead);
        stream.SendWindow = _initialWindow;
        _streams.Add(stream.Id, stream);
        if (_saysTableSize)
        {
            // An encoder that keeps no table says so. Source: RFC 7541 §4.2.
            _saysTableSize = false;
            Sender.Pending.WriteFields(stream.Id, [0x20, .. fields.Block], body.IsEmpty);
        }
        else
        {
            Sender.Pending.WriteFields(stream.Id, fields.Block, body.IsEmpty);
        }

        SendBody(stream);
    }

    /// <summary>Appends as much of a request's body as the peer takes now.</summary>
    public void SendBody(Http2Stream stream)
    {
        while (!stream.Unsent.IsEmpty)
        {
            var room = Math.Min(Math.Min(_sendWindow, stream.SendWindow), Http2Limits.FrameBytesMax);
            if (room <= 0)
            {
                return;
            }

            var count = (int)Math.Min(room, stream.Unsent.Length);
            var flags = count == stream.Unsent.Length ? FrameFlags.EndStream : FrameFlags.None;
            Sender.Pending.WriteFrame(FrameType.Data, flags, stream.Id, stream.Unsent.Span[..count]);
            stream.Unsent = stream.Unsent[count..];
            stream.SendWindow -= count;
            _sendWindow -= count;
        }
    }

    /// <returns>Null for a stream that is over, whose late frames may still come.</returns>
    /// <exception cref="Http2Exception">There has been no such stream. Source: RFC 9113 §5.1.1.</exception>
    public Http2Stream? Find(int id) => _streams.TryGetValue(id, out var stream)
        ? stream
        : id % 2 == 1 && id <= _lastId ? null : throw Broken("a frame of a stream that was never opened");

    public bool Remove(Http2Stream stream) => _streams.Remove(stream.Id);

    public void Clear() => _streams.Clear();

    /// <summary>Counts bytes of a DATA frame, whosever they are.</summary>
    public void TakeData(int bytes)
    {
        _receiveWindow -= bytes;
        if (_receiveWindow < 0)
        {
            throw new Http2Exception(Http2Error.FlowControl, "The source sent more than the connection's window.");
        }

        _taken += bytes;
        if (_taken >= Http2Limits.ConnectionWindow / 2)
        {
            Sender.Pending.WriteWindowUpdate(0, _taken);
            _receiveWindow += _taken;
            _taken = 0;
        }
    }

    /// <summary>Counts bytes that somebody took of a stream; the peer is told when half its window is used.</summary>
    public void GiveBack(Http2Stream stream, int bytes)
    {
        stream.Taken += bytes;
        if (stream.Taken >= Http2Limits.StreamWindow / 2)
        {
            Sender.Pending.WriteWindowUpdate(stream.Id, stream.Taken);
            stream.ReceiveWindow += stream.Taken;
            stream.Taken = 0;
        }
    }

    /// <exception cref="Http2Exception">The window is larger than windows are.</exception>
    public void WidenConnection(int by)
    {
        _sendWindow += by;
        if (_sendWindow > WindowMax)
        {
            throw new Http2Exception(Http2Error.FlowControl, "The source opened its window too far.");
        }
    }

    /// <returns>Whether the window is one still.</returns>
    public static bool Widen(Http2Stream stream, int by)
    {
        stream.SendWindow += by;
        return stream.SendWindow <= WindowMax;
    }

    /// <exception cref="Http2Exception">A value that is not allowed. Source: RFC 9113 §6.5.2.</exception>
    public void Apply(ReadOnlySpan<byte> settings)
    {
        for (; settings.Length >= SettingBytes; settings = settings[SettingBytes..])
        {
            var value = BinaryPrimitives.ReadUInt32BigEndian(settings[sizeof(short)..]);
            switch ((Setting)BinaryPrimitives.ReadUInt16BigEndian(settings))
            {
                case Setting.HeaderTableSize:
                    _saysTableSize = true;
                    break;
                case Setting.EnablePush when value != 0:
                    throw Broken("a setting that is a client's");
                case Setting.MaxConcurrentStreams:
                    _streamsMax = (int)Math.Min(value, Http2Limits.StreamsMax);
                    break;
                case Setting.InitialWindowSize:
                    Resize(value);
                    break;
                case Setting.MaxFrameSize when value is < Http2Limits.FrameBytesMax or > 0xff_ffff:
                    throw Broken("a size of frames that is not allowed");
            }
        }
    }

    /// <summary>Source: RFC 9113 §6.9.2.</summary>
    private void Resize(uint window)
    {
        if (window > WindowMax)
        {
            throw new Http2Exception(Http2Error.FlowControl, "The source opened its windows too far.");
        }

        var by = (int)window - _initialWindow;
        _initialWindow = (int)window;
        foreach (var stream in _streams.Values)
        {
            if (!Widen(stream, by))
            {
                throw new Http2Exception(Http2Error.FlowControl, "The source opened a window too far.");
            }
        }
    }

    private static void WriteSetting(Span<byte> bytes, Setting setting, int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)setting);
        BinaryPrimitives.WriteInt32BigEndian(bytes[sizeof(short)..], value);
    }

    private static Http2Exception Broken(string what) => new(Http2Error.Protocol, $"The source sent {what}.");

    /// <summary>Source: RFC 9113 §6.5.2.</summary>
    private enum Setting
    {
        HeaderTableSize = 0x1,
        EnablePush = 0x2,
        MaxConcurrentStreams = 0x3,
        InitialWindowSize = 0x4,
        MaxFrameSize = 0x5,
        MaxHeaderListSize = 0x6,
    }
}
