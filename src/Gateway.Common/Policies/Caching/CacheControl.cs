using System.Globalization;

namespace Gateway.Common.Policies.Caching;

/// <summary>Reads a <c>Cache-Control</c> response field as what a shared cache may do with the answer.</summary>
/// <remarks>
/// Fails closed: without a lifetime, with <c>no-store</c> or <c>no-cache</c>, or with a lifetime that is no number,
/// nothing
/// is stored. <c>s-maxage</c> goes before <c>max-age</c>; of duplicates the smallest holds; unknown directives are
/// ignored.
/// Anything that is not said to be <c>public</c> or to have an <c>s-maxage</c> stays private.
/// Source: RFC 9111 §5.2.2, §4.2.1.
/// </remarks>
internal static class CacheControl
{
    public static CachePolicy Parse(ReadOnlySpan<char> value)
    {
        long? maxAge = null, sharedMaxAge = null;
        bool isPublic = false, isPrivate = false, stores = true;
        while (NextDirective(ref value, out var directive))
        {
            var split = directive.IndexOf('=');
            var name = (split < 0 ? directive : directive[..split]).Trim();
            var argument = split < 0 ? [] : directive[(split + 1)..].Trim().Trim('"');
            if (Is(name, "no-store") || Is(name, "no-cache"))
            {
                stores = false;
            }
            else if (Is(name, "private"))
            {
                isPrivate = true;
            }
            else if (Is(name, "public"))
            {
                isPublic = true;
            }
            else if (Is(name, "max-age"))
            {
                maxAge = Smaller(maxAge, argument);
            }
            else if (Is(name, "s-maxage"))
            {
                sharedMaxAge = Smaller(sharedMaxAge, argument);
            }
        }

        var seconds = sharedMaxAge ?? maxAge ?? 0;
        var isShared = !isPrivate && (isPublic || sharedMaxAge is not null);
        return stores && seconds > 0
            ? new CachePolicy(TimeSpan.FromSeconds(seconds), isShared ? CacheScope.Public : CacheScope.Private)
            : CachePolicy.NoStore;
    }

    /// <summary>Cuts at commas outside quotes: <c>private="set-cookie, x"</c> is one directive.</summary>
    private static bool NextDirective(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> directive)
    {
        directive = [];
        if (rest.IsEmpty)
        {
            return false;
        }

        var isQuoted = false;
        var end = 0;
        for (; end < rest.Length && (isQuoted || rest[end] != ','); end++)
        {
            if (rest[end] == '\\' && isQuoted)
            {
                end++;
            }
            else if (rest[end] == '"')
            {
                isQuoted = !isQuoted;
            }
        }

        directive = rest[..Math.Min(end, rest.Length)].Trim();
        rest = end < rest.Length ? rest[(end + 1)..] : [];
        return true;
    }

    private static bool Is(ReadOnlySpan<char> name, string expected) =>
        name.Equals(expected, StringComparison.OrdinalIgnoreCase);

    private static long Smaller(long? known, ReadOnlySpan<char> argument)
    {
        var seconds = long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)
            ? Math.Min(parsed, int.MaxValue)
            : 0;
        return known is { } before ? Math.Min(before, seconds) : seconds;
    }
}
