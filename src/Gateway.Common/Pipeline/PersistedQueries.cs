using System.Security.Cryptography;
using Gateway.Common.Policies.RateLimiting;
using Gateway.Common.Primitives;

namespace Gateway.Common.Pipeline;

/// <summary>Automatic persisted queries, <c>Gateway:PersistedQueries</c>. Off by default.</summary>
internal sealed record PersistedQueriesOptions
{
    /// <summary>Whether clients may register documents by their hash; default false.</summary>
    public bool IsEnabled { get; init; }

    /// <summary>Documents kept; 1 to 1,000,000; default 1,000.</summary>
    public int EntriesMax { get; init; } = 1_000;

    /// <summary>Bytes of all kept documents; 64 KiB to 1 GiB; default 8 MiB.</summary>
    public int BytesMax { get; init; } = 8 << 20;

    /// <summary>Documents that one client may register per <see cref="Window"/>; 1 to 100,000; default 100.</summary>
    public int RegistrationsMax { get; init; } = 100;

    /// <summary>1 s to 1 day; default 1 hour.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// All that is wrong with these values; <paramref name="path"/> is the record's configuration path.
    /// </summary>
    public IReadOnlyList<SettingProblem> Validate(string path)
    {
        var problems = new SettingProblems(path);
        problems.RequireRange(EntriesMax, 1, 1_000_000, nameof(EntriesMax));
        problems.RequireRange(BytesMax, 64 * 1024, 1 << 30, nameof(BytesMax));
        problems.RequireRange(RegistrationsMax, 1, 100_000, nameof(RegistrationsMax));
        problems.RequireRange(Window, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), nameof(Window));
        return problems.All;
    }
}

/// <summary>Documents that clients registered by the SHA-256 of their text.</summary>
/// <remarks>
/// A document gets in only under its own hash and only once it is valid, so nobody can put another's place; a client
/// past its quota is answered, but not registered. They are limited like any document that a client sends.
/// Source: Apollo's automatic persisted queries protocol.
/// </remarks>
internal sealed class PersistedQueries(PersistedQueriesOptions options, TimeProvider time)
{
    private const int EntryBytes = 256;

    private readonly ClockCache<string, byte[]> _documents = new(options.EntriesMax, options.BytesMax);

    private readonly RateLimiter _registrations = new(
        "registrations", new RateLimitPolicy { Permits = options.RegistrationsMax, Window = options.Window }, time);

    public int Count => _documents.Count;

    public long Bytes => _documents.Bytes;

    /// <returns>The document, or empty.</returns>
    public ReadOnlyMemory<byte> Find(string id) => _documents.TryGet(id, out var text) ? text : default;

    /// <summary>Whether an id is the text's own: 64 lower-case hex digits of its SHA-256.</summary>
    public static bool IsHashOf(string id, ReadOnlySpan<byte> text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        Span<char> hex = stackalloc char[SHA256.HashSizeInBytes * 2];
        Convert.TryToHexStringLower(hash, hex, out _);
        return hex.SequenceEqual(id);
    }

    /// <param name="id">The text's hash; see <see cref="IsHashOf"/>.</param>
    /// <param name="text">A valid document.</param>
    /// <param name="client">Whose quota it counts against.</param>
    public void Register(string id, ReadOnlySpan<byte> text, string client)
    {
        if (_documents.TryGet(id, out _) || !_registrations.TryAcquire(client).IsAllowed)
        {
            return;
        }

        _documents.GetOrAdd(id, text.ToArray());
        _documents.Weigh(id, text.Length + EntryBytes);
    }
}
