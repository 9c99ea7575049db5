namespace Shop;

/// <summary>How one backend is started.</summary>
public sealed record BackendOptions
{
    /// <summary>Loopback port; 0 takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>Time added before each call is answered; default zero.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>The clock that latency and token lifetimes are measured by.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
