using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Gateway.Common.Transport;

/// <summary>Whether a client takes JSON. Source: RFC 9110 §12.5.1.</summary>
internal static class RestMedia
{
    /// <summary>The most specific range that covers <c>application/json</c> decides.</summary>
    public static bool AcceptsJson(StringValues accept)
    {
        if (accept.Count == 0)
        {
            return true;
        }

        if (!MediaTypeHeaderValue.TryParseList(accept, out var ranges))
        {
            return false;
        }

        double? exact = null, type = null, any = null;
        foreach (var range in ranges)
        {
            var quality = range.Quality ?? 1;
            if (range.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
            {
                exact = Math.Max(exact ?? 0, quality);
            }
            else if (range.MediaType.Equals("application/*", StringComparison.OrdinalIgnoreCase))
            {
                type = Math.Max(type ?? 0, quality);
            }
            else if (range.MatchesAllTypes)
            {
                any = Math.Max(any ?? 0, quality);
            }
        }

        return (exact ?? type ?? any ?? 0) > 0;
    }
}
