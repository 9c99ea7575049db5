namespace Shop.Orchestration;

/// <summary>How the whole shop is started.</summary>
internal sealed record ShopOptions
{
    public const int PortBaseDefault = 5200;

    /// <summary>First port of all, 1024 to 65519; default 5200. See <see cref="ShopPorts"/>.</summary>
    public int PortBase { get; init; } = PortBaseDefault;

    /// <summary>Added to every call of a backend that holds data; default zero, at most a minute.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Starts, sends the demo requests, stops, and tells by the exit code whether all was right.</summary>
    public bool IsSmoke { get; init; }

    /// <summary>Passes on what the hosts write.</summary>
    public bool IsVerbose { get; init; }
}
