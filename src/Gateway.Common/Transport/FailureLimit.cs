using System.Net;
using System.Net.Sockets;
using Gateway.Common.Policies.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace Gateway.Common.Transport;

/// <summary>Counts requests without a good credential against the address that they come from.</summary>
/// <remarks>
/// Only failures are counted and only failures are refused: whoever shares an address with an attacker, behind a proxy
/// or a network's gateway, is served as before.
/// </remarks>
internal sealed class FailureLimit(RateLimiter limiter)
{
    /// <summary>What one subscriber is given of IPv6: 64 bits name the network, the rest is the subscriber's.</summary>
    private const int NetworkBytes = 8;

    private const int AddressBytes = 16;

    private readonly LimitHeaders _headers = new(limiter);

    /// <summary>False when the address has had its failures; the response's headers then say for how long.</summary>
    public bool Admits(HttpContext context)
    {
        var decision = limiter.TryAcquire(KeyOf(context.Connection.RemoteIpAddress));
        if (!decision.IsAllowed)
        {
            _headers.Set(context.Response, decision);
        }

        return decision.IsAllowed;
    }

    /// <summary>The address; of IPv6 its network of 64 bits.</summary>
    internal static string KeyOf(IPAddress? address)
    {
        if (address is null)
        {
            return "";
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6 || address.IsIPv4MappedToIPv6)
        {
            return (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
        }

        Span<byte> bytes = stackalloc byte[AddressBytes];
        address.TryWriteBytes(bytes, out _);
        bytes[NetworkBytes..].Clear();
        return new IPAddress(bytes).ToString();
    }
}
