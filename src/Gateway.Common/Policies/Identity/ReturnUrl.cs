namespace Gateway.Common.Policies.Identity;

/// <summary>Where a browser may be sent after login or logout: a path of this host and nowhere else.</summary>
/// <remarks>
/// Browsers drop tabs and line ends from addresses and read backslashes as slashes, so what is checked here has none of
/// them, not even escaped, and begins with exactly one slash. Source: WHATWG URL §4.4; OWASP on unvalidated redirects.
/// </remarks>
internal static class ReturnUrl
{
    public const int LengthMax = 2_048;

    public static bool IsLocal(ReadOnlySpan<char> url)
    {
        if (url.Length is 0 or > LengthMax || url[0] != '/')
        {
            return false;
        }

        foreach (var c in url)
        {
            if (c is <= ' ' or '\\' or >= '\u007f')
            {
                return false;
            }
        }

        var end = url.IndexOfAny('?', '#');
        return IsLocalPath(end < 0 ? url : url[..end]);
    }

    /// <summary>Escapes are undone again and again, since each reader on the way may undo one layer.</summary>
    private static bool IsLocalPath(ReadOnlySpan<char> path)
    {
        const int LayersMax = 4;
        var text = path.ToString();
        for (var layer = 0; layer < LayersMax; layer++)
        {
            if (text.StartsWith("//", StringComparison.Ordinal)
                || text.Contains('\\', StringComparison.Ordinal)
                || text.Any(char.IsControl))
            {
                return false;
            }

            var undone = Uri.UnescapeDataString(text);
            if (undone == text)
            {
                return true;
            }

            text = undone;
        }

        return false;
    }
}
