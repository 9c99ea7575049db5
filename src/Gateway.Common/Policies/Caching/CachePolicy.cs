using System.Globalization;

namespace Gateway.Common.Policies.Caching;

/// <summary>Who may be given a stored answer.</summary>
internal enum CacheScope : byte
{
    /// <summary>Only the identity it was made for. The default value, so that a forgotten scope never leaks.</summary>
    Private,

    /// <summary>Everybody.</summary>
    Public,
}

/// <summary>For how long, and for whom, an answer may be stored.</summary>
/// <remarks>The default value stores nothing. Source: RFC 9111 §5.2 and the <c>@cacheControl</c> directive.</remarks>
/// <param name="MaxAge">Lifetime; zero or less stores nothing.</param>
/// <param name="Scope">Private wins over public.</param>
internal readonly record struct CachePolicy(TimeSpan MaxAge, CacheScope Scope)
{
    /// <summary>Stores nothing.</summary>
    public static CachePolicy NoStore => default;

    /// <summary>The start of a merge: everything else is stricter.</summary>
    public static CachePolicy Widest => new(TimeSpan.MaxValue, CacheScope.Public);

    public bool IsStorable => MaxAge > TimeSpan.Zero;

    /// <summary>What holds for an answer made of both parts: the shorter lifetime, and private if one is.</summary>
    public CachePolicy Merge(CachePolicy other) => new(
        MaxAge < other.MaxAge ? MaxAge : other.MaxAge,
        Scope == CacheScope.Private || other.Scope == CacheScope.Private ? CacheScope.Private : CacheScope.Public);

    /// <summary>
    /// The <c>Cache-Control</c> value of an answer with <paramref name="left"/> of its lifetime left.
    /// </summary>
    public string ToHeaderValue(TimeSpan left)
    {
        var seconds = (long)Math.Min(left.TotalSeconds, int.MaxValue);
        if (!IsStorable || seconds <= 0)
        {
            return "no-store, private";
        }

        return string.Create(
            CultureInfo.InvariantCulture, $"{(Scope == CacheScope.Public ? "public" : "private")}, max-age={seconds}");
    }

    /// <summary>The <c>Cache-Control</c> value of a fresh answer.</summary>
    public string ToHeaderValue() => ToHeaderValue(MaxAge);
}
