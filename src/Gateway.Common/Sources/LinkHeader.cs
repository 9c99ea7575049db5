using System.Net.Http.Headers;

namespace Gateway.Common.Sources;

/// <summary>Reads the <c>Link</c> header. Source: RFC 8288 §3.</summary>
internal static class LinkHeader
{
    /// <summary>A query parameter of the link with that relation, decoded; null where there is none.</summary>
    /// <remarks>Only the parameter's value is taken: the address itself is never called.</remarks>
    public static string? Find(HttpResponseHeaders headers, string relation, string? parameter)
    {
        if (parameter is null || !headers.NonValidated.TryGetValues("Link", out var values))
        {
            return null;
        }

        foreach (var value in values)
        {
            for (var rest = value.AsSpan(); rest.IndexOf('<') is >= 0 and var open;)
            {
                rest = rest[(open + 1)..];
                var close = rest.IndexOf('>');
                if (close < 0)
                {
                    break;
                }

                var target = rest[..close];
                rest = rest[(close + 1)..];
                var end = rest.IndexOf('<');
                if (HasRelation(end < 0 ? rest : rest[..end], relation))
                {
                    return Query(target, parameter);
                }
            }
        }

        return null;
    }

    private static bool HasRelation(ReadOnlySpan<char> attributes, string relation)
    {
        foreach (var range in attributes.Split(';'))
        {
            var attribute = attributes[range].Trim().TrimEnd(',').Trim();
            if (attribute.StartsWith("rel=", StringComparison.OrdinalIgnoreCase))
            {
                return HasWord(attribute[4..].Trim('"'), relation);
            }
        }

        return false;
    }

    private static bool HasWord(ReadOnlySpan<char> words, string word)
    {
        foreach (var range in words.Split(' '))
        {
            if (words[range].Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Query(ReadOnlySpan<char> target, string parameter)
    {
        var start = target.IndexOf('?');
        var query = start < 0 ? [] : target[(start + 1)..];
        foreach (var range in query.Split('&'))
        {
            var pair = query[range];
            var equals = pair.IndexOf('=');
            if (equals > 0 && Uri.UnescapeDataString(pair[..equals]) == parameter)
            {
                return Uri.UnescapeDataString(pair[(equals + 1)..].ToString().Replace('+', ' '));
            }
        }

        return null;
    }
}
