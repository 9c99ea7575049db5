using System.Text;
using System.Threading.Channels;
using Gateway.Common.Sources.Http2;

namespace Gateway.Common.Tests.Sources.Http2;

/// <summary>What is sent together, and what at once.</summary>
public sealed class FrameSenderTests : IDisposable
{
    private readonly Lock _gate = new();
    private readonly RecordingWire _wire = new();
    private readonly FrameSender _sender;

    public FrameSenderTests() => _sender = new FrameSender(_wire, _gate, static broken => throw broken);

    public void Dispose() => _wire.Dispose();

    [Fact]
    public async Task What_others_append_before_a_shared_send_begins_goes_along()
    {
        lock (_gate)
        {
            Append("a", isSharing: true);
            _sender.Send();
            Assert.False(AppendAndBegin("b"));
            Assert.False(AppendAndBegin("c"));
        }

        Assert.Equal("abc", await _wire.WrittenAsync());
    }

    [Fact]
    public async Task Where_nobody_comes_along_more_and_more_are_sent_at_once_in_between()
    {
        var written = new StringBuilder();
        for (var call = 0; call < 60; call++)
        {
            written.Append(SendsAtOnce("x") ? '!' : '.');
            await _wire.WrittenAsync();
            await SettledAsync();
        }

        Assert.Equal(".!.!!.!!!!.!!!!!!!!.!!!!!!!!!!!!!!!!.!!!!!!!!!!!!!!!!.!!!!!!", written.ToString());
    }

    [Fact]
    public async Task One_that_gathers_makes_the_next_gather()
    {
        Assert.False(SendsAtOnce("a"));
        await _wire.WrittenAsync();
        await SettledAsync();
        Assert.True(SendsAtOnce("b"));
        await _wire.WrittenAsync();
        for (var time = 0; time < 3; time++)
        {
            lock (_gate)
            {
                Append("c", isSharing: true);
                _sender.Send();
                Assert.False(AppendAndBegin("d"));
            }

            Assert.Equal("cd", await _wire.WrittenAsync());
            await SettledAsync();
        }
    }

    [Fact]
    public async Task Who_is_alone_sends_at_once()
    {
        lock (_gate)
        {
            Append("a", isSharing: false);
        }

        _sender.Send();

        Assert.True(_wire.HasWritten);
        Assert.Equal("a", await _wire.WrittenAsync());
    }

    [Fact]
    public async Task What_was_gathered_is_sent_before_the_wire_is_closed()
    {
        lock (_gate)
        {
            Append("a", isSharing: true);
            _sender.Send();
            _sender.Close();
            Assert.False(AppendAndBegin("b"));
        }

        Assert.Equal("ab", await _wire.WrittenAsync());
        await _wire.Closed;
    }

    /// <summary>Sends as a call does that others share the connection with.</summary>
    private bool SendsAtOnce(string text)
    {
        // The pool does not pass the lock before it was seen.
        lock (_gate)
        {
            Append(text, isSharing: true);
            _sender.Send();
            return _wire.HasWritten;
        }
    }

    private void Append(string text, bool isSharing)
    {
        _sender.Pending.Write(Encoding.ASCII.GetBytes(text));
        Assert.True(_sender.Begin(isSharing));
    }

    private bool AppendAndBegin(string text)
    {
        _sender.Pending.Write(Encoding.ASCII.GetBytes(text));
        return _sender.Begin(isShared: true);
    }

    /// <summary>Waits until nobody sends any more.</summary>
    private async Task SettledAsync()
    {
        while (true)
        {
            lock (_gate)
            {
                if (!_sender.IsSending)
                {
                    return;
                }
            }

            await Task.Yield();
        }
    }

    private sealed class RecordingWire : MemoryStream
    {
        private readonly Channel<string> _written = Channel.CreateUnbounded<string>();
        private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Closed => _closed.Task;

        public bool HasWritten => _written.Reader.Count > 0;

        public ValueTask<string> WrittenAsync() =>
            _written.Reader.ReadAsync(TestContext.Current.CancellationToken);

        public override ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _written.Writer.TryWrite(Encoding.ASCII.GetString(buffer.Span));
            return default;
        }

        protected override void Dispose(bool disposing)
        {
            _closed.TrySetResult();
            base.Dispose(disposing);
        }
    }
}
