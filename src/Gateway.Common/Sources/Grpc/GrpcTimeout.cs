using System.Globalization;

namespace Gateway.Common.Sources.Grpc;

/// <summary>The <c>grpc-timeout</c> header: lets a server stop when nobody waits any more.</summary>
/// <remarks>Source: gRPC over HTTP2, "Timeout": at most eight digits and a unit.</remarks>
internal static class GrpcTimeout
{
    private const long ValueMax = 99_999_999;

    public static KeyValuePair<string, string> Header(TimeSpan left)
    {
        var milliseconds = Math.Max(1, (long)left.TotalMilliseconds);
        var value = milliseconds <= ValueMax
            ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds}m")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Min(milliseconds / 1000, ValueMax)}S");
        return new KeyValuePair<string, string>("grpc-timeout", value);
    }
}
