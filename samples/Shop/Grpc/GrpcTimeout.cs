using System.Globalization;

namespace Shop.Grpc;

/// <summary>The <c>grpc-timeout</c> header.</summary>
/// <remarks>Source: gRPC over HTTP/2, production Timeout: at most eight digits and a unit.</remarks>
internal static class GrpcTimeout
{
    private const int DigitsMax = 8;

    /// <summary>Longer timeouts are no deadline at all: a timer cannot be set past it.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <returns>Null when there is no header: the call has no deadline.</returns>
    /// <exception cref="GrpcException">The header is malformed.</exception>
    public static TimeSpan? Read(string? header)
    {
        if (string.IsNullOrEmpty(header))
        {
            return null;
        }

        var digits = header.AsSpan(0, header.Length - 1);
        if (digits.Length is 0 or > DigitsMax
            || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var amount)
            || UnitTicks(header[^1]) is not { } ticks)
        {
            throw new GrpcException(GrpcStatus.Internal, $"grpc-timeout '{header}' is not a timeout.");
        }

        var timeout = TimeSpan.FromTicks((long)(amount * ticks));
        return timeout > LongestTimer ? null : timeout;
    }

    private static decimal? UnitTicks(char unit) => unit switch
    {
        'H' => TimeSpan.TicksPerHour,
        'M' => TimeSpan.TicksPerMinute,
        'S' => TimeSpan.TicksPerSecond,
        'm' => TimeSpan.TicksPerMillisecond,
        'u' => TimeSpan.TicksPerMicrosecond,
        'n' => 0.01m,
        _ => null,
    };
}
