namespace Gateway.Common.Sources.Http2;

/// <summary>The connections to one source: one, and more only while those take no further streams.</summary>
/// <remarks>
/// Bound: <see cref="Http2Limits.ConnectionsMax"/>; calls beyond wait for a place, as long as their time lasts. They
/// are opened one at a time, whoever wants one, and outlive a caller that gives up. Old, idle and silent
/// ones are closed.
/// </remarks>
internal sealed class Http2Pool : IDisposable
{
    private readonly Http2Opening _opening;
    private readonly TimeSpan _lifetime;
    private readonly ITimer _sweeper;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _end = new();

    /// <summary>Replaced, never changed: it is read without the lock.</summary>
    private Http2Connection[] _connections = [];

    private Task<string?>? _pending;
    private TaskCompletionSource<string?>? _freed;
    private bool _isDisposed;

    public Http2Pool(SourceTransportOptions options, TimeProvider time)
    {
        _opening = new Http2Opening(options, time);
        _lifetime = options.ConnectionLifetime;
        _sweeper = time.CreateTimer(
            static pool => ((Http2Pool)pool!).Sweep(), this, Http2Limits.SweepPeriod, Http2Limits.SweepPeriod);
    }

    /// <returns>Null where no connection takes a stream now.</returns>
    public Http2Stream? TryOpen(in RequestFields fields, ReadOnlyMemory<byte> body, int bytesMax, bool isRead)
    {
        foreach (var connection in Volatile.Read(ref _connections))
        {
            if (connection.TryOpen(fields, body, bytesMax, isRead) is { } stream)
            {
                return stream;
            }
        }

        return null;
    }

    /// <summary>
    /// Waits until a connection was opened or a place is free: then <see cref="TryOpen"/> may take it.
    /// </summary>
    /// <param name="waits">How often this call has waited.</param>
    /// <param name="cancellationToken">Ends the waiting, not what is waited for.</param>
    /// <exception cref="IOException">No connection can be opened, or none takes a stream.</exception>
    public async ValueTask WaitAsync(int waits, CancellationToken cancellationToken)
    {
        Task<string?> change;
        lock (_gate)
        {
            if (_isDisposed)
            {
                throw new IOException("The source is not called any more.");
            }

            _connections = Array.FindAll(_connections, static connection => !connection.IsOver);
            _freed ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (Array.Exists(_connections, static connection => connection.TakesStreams))
            {
                // Since the caller looked.
                return;
            }

            if (_pending is null && _connections.Length < Http2Limits.ConnectionsMax)
            {
                _pending = waits < Http2Limits.OpeningsMax
                    ? OpenAsync()
                    : throw new IOException("No connection to the source takes a call.");
            }

            change = _pending ?? _freed.Task;
        }

        if (await change.WaitAsync(cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            throw new IOException(refusal);
        }
    }

    /// <summary>A stream is over: who waits for a place may try.</summary>
    public void OnFreed()
    {
        if (Volatile.Read(ref _freed) is not null)
        {
            Interlocked.Exchange(ref _freed, null)?.TrySetResult(null);
        }
    }

    public void OnClosed(Http2Connection connection)
    {
        lock (_gate)
        {
            _connections = Array.FindAll(_connections, other => other != connection);
        }

        OnFreed();
    }

    public void Dispose()
    {
        Http2Connection[] open;
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            open = _connections;
        }

        _sweeper.Dispose();
        _end.Cancel();
        Array.ForEach(open, static connection => connection.Dispose());
        _end.Dispose();
    }

    /// <returns>What went wrong; null for nothing.</returns>
    private async Task<string?> OpenAsync()
    {
        // Not under the lock of who asked for it.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        Http2Connection? opened = null;
        string? refusal = null;
        try
        {
            opened = await _opening.OpenAsync(this, _end.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // All who wait are told, each by an exception of its own.
        catch (Exception refused)
#pragma warning restore CA1031
        {
            refusal = refused.Message;
        }

        lock (_gate)
        {
            _pending = null;
            if (opened is { TakesStreams: true } && !_isDisposed)
            {
                _connections = [.. _connections, opened];
                return null;
            }
        }

        opened?.Dispose();
        return refusal ?? "The source takes no calls over a new connection.";
    }

    private void Sweep()
    {
        foreach (var connection in Volatile.Read(ref _connections))
        {
            connection.Sweep(_lifetime);
        }
    }
}
