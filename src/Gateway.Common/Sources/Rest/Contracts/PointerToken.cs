namespace Gateway.Common.Sources.Rest.Contracts;

/// <summary>A reference token of a JSON pointer. Source: RFC 6901 §3, §4.</summary>
internal static class PointerToken
{
    public static string Escape(string name) => name
        .Replace("~", "~0", StringComparison.Ordinal)
        .Replace("/", "~1", StringComparison.Ordinal);

    public static string Unescape(string token) => token
        .Replace("~1", "/", StringComparison.Ordinal)
        .Replace("~0", "~", StringComparison.Ordinal);
}
