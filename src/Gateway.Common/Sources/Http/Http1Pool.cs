using System.Net;
using System.Net.Security;

namespace Gateway.Common.Sources.Http;

/// <summary>The idle connections to one source, the one that was used last on top.</summary>
/// <remarks>
/// Bound: as many as were ever in use at once, which the source's concurrency limit bounds. Connections are closed
/// when they are old, so that changed addresses are found, and when nobody has wanted them for a while.
/// </remarks>
internal sealed class Http1Pool : IDisposable
{
    /// <summary>Below the keep-alive times of common servers, so that seldom a source closes first.</summary>
    private static readonly TimeSpan IdleMax = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan SweepPeriod = TimeSpan.FromSeconds(20);

    private readonly DnsEndPoint _address;
    private readonly SecureConnections? _security;
    private readonly SourceTransportOptions _options;
    private readonly TimeProvider _time;
    private readonly ITimer _sweeper;
    private readonly Lock _gate = new();
    private readonly List<Http1Connection> _idle = [];
    private bool _isDisposed;

    public Http1Pool(SourceTransportOptions options, TimeProvider time)
    {
        _address = new DnsEndPoint(options.Address.IdnHost, options.Address.Port);
        _security = options.Address.Scheme == Uri.UriSchemeHttps
            ? new SecureConnections(options, SslApplicationProtocol.Http11)
            : null;
        _options = options;
        _time = time;
        _sweeper = time.CreateTimer(
            static pool => ((Http1Pool)pool!).Sweep(), this, SweepPeriod, SweepPeriod);
    }

    /// <returns>An idle connection that looks usable, and listens; null for none.</returns>
    public Http1Connection? TryTake(int expectedBytes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (Pop() is { } connection)
        {
            if (!IsOver(connection, _time.GetTimestamp())
                && connection.Reader.Listen(expectedBytes, cancellationToken))
            {
                return connection;
            }

            connection.Dispose();
        }

        return null;
    }

    public async ValueTask<Http1Connection> OpenAsync(int expectedBytes, CancellationToken cancellationToken)
    {
        var connection = await Http1Connection.OpenAsync(
            _address, _security, _options.ConnectTimeout, _time, cancellationToken).ConfigureAwait(false);

        // What a server says to one that has said nothing yet is read as its answer: that it takes no more connections.
        connection.Reader.Listen(expectedBytes, cancellationToken);
        return connection;
    }

    public void Return(Http1Connection connection)
    {
        connection.IdleSince = _time.GetTimestamp();
        lock (_gate)
        {
            if (!_isDisposed)
            {
                _idle.Add(connection);
                return;
            }
        }

        connection.Dispose();
    }

    public void Dispose()
    {
        _sweeper.Dispose();
        List<Http1Connection> idle;
        lock (_gate)
        {
            _isDisposed = true;
            idle = [.. _idle];
            _idle.Clear();
        }

        idle.ForEach(static connection => connection.Dispose());
    }

    private Http1Connection? Pop()
    {
        lock (_gate)
        {
            if (_idle.Count == 0)
            {
                return null;
            }

            var connection = _idle[^1];
            _idle.RemoveAt(_idle.Count - 1);
            return connection;
        }
    }

    private bool IsOver(Http1Connection connection, long now) =>
        _time.GetElapsedTime(connection.OpenedAt, now) >= _options.ConnectionLifetime
        || _time.GetElapsedTime(connection.IdleSince, now) >= IdleMax;

    private void Sweep()
    {
        var now = _time.GetTimestamp();
        List<Http1Connection> over;
        lock (_gate)
        {
            over = _idle.FindAll(connection => IsOver(connection, now));
            _idle.RemoveAll(over.Contains);
        }

        over.ForEach(static connection => connection.Dispose());
    }
}
