using System.Collections.Frozen;

namespace Gateway.Common.Policies.RateLimiting;

/// <summary>The named limiters of a host, built once from settings.</summary>
/// <remarks>
/// Errors: <see cref="Get"/> throws on an unknown name, so that a route cannot start without its limit.
/// </remarks>
internal sealed class RateLimiters(IReadOnlyDictionary<string, RateLimitPolicy> policies, TimeProvider time)
{
    private readonly FrozenDictionary<string, RateLimiter> _limiters = policies.ToFrozenDictionary(
        policy => policy.Key,
        policy => new RateLimiter(policy.Key, policy.Value, time),
        StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => _limiters.Keys;

    public RateLimiter Get(string name) =>
        _limiters.TryGetValue(name, out var limiter)
            ? limiter
            : throw new KeyNotFoundException(
                $"No rate limit policy '{name}'; known: "
                + $"{string.Join(", ", _limiters.Keys.Order(StringComparer.Ordinal))}.");
}
